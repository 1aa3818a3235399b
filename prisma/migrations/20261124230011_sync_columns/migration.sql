-- AlterTable
ALTER TABLE "feature" ADD COLUMN     "receiving_changed_by" UUID,
ADD COLUMN     "receiving_stopped_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "wait_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "worker_heartbeat" ADD COLUMN     "lockers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "zoom_user" ADD COLUMN     "excluded_at" TIMESTAMPTZ(3),
ADD COLUMN     "excluded_by_id" UUID,
ADD COLUMN     "known_from" TIMESTAMPTZ(3);

-- AddCheck: text that stands for a choice
ALTER TABLE "zoom_user"
  ADD CONSTRAINT "zoom_user_status" CHECK ("status" IN ('active', 'inactive', 'pending', 'gone')),
  ADD CONSTRAINT "zoom_user_mapped_how" CHECK ("mapped_how" IN ('email', 'manual')),
  ADD CONSTRAINT "zoom_user_person_not_ignored" CHECK (NOT ("ignored" AND "person_id" IS NOT NULL));
ALTER TABLE "import_run"
  ADD CONSTRAINT "import_run_state" CHECK ("state" IN ('running', 'done', 'failed')),
  ADD CONSTRAINT "import_run_step" CHECK ("step" IN ('account', 'users', 'phoneUsers', 'matching'));
ALTER TABLE "history_read"
  ADD CONSTRAINT "history_read_state" CHECK ("state" IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  ADD CONSTRAINT "history_read_reason" CHECK ("reason" IN ('first', 'repair', 'mapping', 'reconcile', 'asked')),
  ADD CONSTRAINT "history_read_window" CHECK ("start_at" < "end_at");
ALTER TABLE "feature"
  ADD CONSTRAINT "feature_product" CHECK ("product" IN ('meetings', 'phone', 'webinars'));
