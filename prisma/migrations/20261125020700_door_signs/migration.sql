-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "last_delay_ms" BIGINT;

-- AlterTable
ALTER TABLE "delivery_count" ADD COLUMN     "late" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "longest_delay_ms" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "door_day" (
    "day" DATE NOT NULL,
    "sign" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "door_day_pkey" PRIMARY KEY ("day","sign")
);
