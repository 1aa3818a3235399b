-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "delete_at" TIMESTAMPTZ(3),
ADD COLUMN     "quiet_until" TIMESTAMPTZ(3),
ADD COLUMN     "unanswered_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "after_removal" TEXT NOT NULL DEFAULT 'delete';

-- CreateTable
CREATE TABLE "receiver_heartbeat" (
    "receiver_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receiver_heartbeat_pkey" PRIMARY KEY ("receiver_id")
);

-- CreateIndex
CREATE INDEX "receiver_heartbeat_at_idx" ON "receiver_heartbeat"("at");
