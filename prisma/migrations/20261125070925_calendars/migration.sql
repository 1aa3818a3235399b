-- AlterTable
ALTER TABLE "person" ADD COLUMN     "single_keys" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "calendar_feed" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT,
    "host" TEXT,
    "etag" TEXT,
    "last_modified" TEXT,
    "state" TEXT NOT NULL DEFAULT 'new',
    "failure" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "added_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "calendar_event" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "feed_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "end_at" TIMESTAMPTZ(3) NOT NULL,
    "all_day" BOOLEAN NOT NULL DEFAULT false,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "tentative" BOOLEAN NOT NULL DEFAULT false,
    "provider" TEXT,
    "own" BOOLEAN,
    "number_mark" TEXT,

    CONSTRAINT "calendar_event_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE INDEX "calendar_feed_organisation_id_person_id_idx" ON "calendar_feed"("organisation_id", "person_id");

-- CreateIndex
CREATE INDEX "calendar_feed_due_at_idx" ON "calendar_feed"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_organisation_id_id_person_id_key" ON "calendar_feed"("organisation_id", "id", "person_id");

-- CreateIndex
CREATE INDEX "calendar_event_organisation_id_person_id_start_at_idx" ON "calendar_event"("organisation_id", "person_id", "start_at");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_event_organisation_id_feed_id_key_key" ON "calendar_event"("organisation_id", "feed_id", "key");

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_organisation_id_person_id_fkey" FOREIGN KEY ("organisation_id", "person_id") REFERENCES "person"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_event" ADD CONSTRAINT "calendar_event_organisation_id_feed_id_person_id_fkey" FOREIGN KEY ("organisation_id", "feed_id", "person_id") REFERENCES "calendar_feed"("organisation_id", "id", "person_id") ON DELETE CASCADE ON UPDATE CASCADE;
