-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "token_failures" INTEGER NOT NULL DEFAULT 0;
