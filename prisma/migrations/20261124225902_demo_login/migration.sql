-- AlterTable
ALTER TABLE "person" ADD COLUMN     "is_demo_login" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "attempt_window_end_at_idx" ON "attempt"("window_end_at");
