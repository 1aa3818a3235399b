-- DropIndex
DROP INDEX "activity_organisation_id_connection_id_product_key_zoom_use_key";

-- AlterTable
ALTER TABLE "activity" ADD COLUMN     "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "host_weight" BIGINT NOT NULL DEFAULT -1;

-- AlterTable
ALTER TABLE "zoom_user" ADD COLUMN     "calls_deleted_before" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "call_deletion" (
    "organisation_id" UUID NOT NULL,
    "zoom_user_id" UUID NOT NULL,
    "leg_key" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_deletion_pkey" PRIMARY KEY ("organisation_id","zoom_user_id","leg_key")
);

-- CreateIndex
CREATE INDEX "zoom_user_organisation_id_connection_id_extension_id_idx" ON "zoom_user"("organisation_id", "connection_id", "extension_id");

-- CreateIndex
CREATE INDEX "zoom_user_aliases_idx" ON "zoom_user" USING GIN ("aliases");

-- AddForeignKey
ALTER TABLE "call_deletion" ADD CONSTRAINT "call_deletion_organisation_id_zoom_user_id_fkey" FOREIGN KEY ("organisation_id", "zoom_user_id") REFERENCES "zoom_user"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
