-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_code" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "manager_id" UUID,
    "may_sign_in" BOOLEAN NOT NULL DEFAULT true,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "deactivated_at" TIMESTAMPTZ(3),
    "hour_cycle" TEXT NOT NULL DEFAULT '24h',
    "work_start" INTEGER NOT NULL DEFAULT 540,
    "work_end" INTEGER NOT NULL DEFAULT 1050,
    "work_days" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5]::INTEGER[],
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "window_end_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_id" TEXT,
    "summary" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "integration" (
    "organisation_id" UUID NOT NULL,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "feature" (
    "organisation_id" UUID NOT NULL,
    "product" TEXT NOT NULL,
    "visible" BOOLEAN NOT NULL DEFAULT true,
    "receiving" BOOLEAN NOT NULL DEFAULT true,
    "visible_changed_at" TIMESTAMPTZ(3),
    "visible_changed_by" UUID,
    "receiving_since" TIMESTAMPTZ(3),

    CONSTRAINT "feature_pkey" PRIMARY KEY ("organisation_id","product")
);

-- CreateTable
CREATE TABLE "connect_attempt" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "state_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "session_hash" TEXT NOT NULL,
    "code_verifier" TEXT NOT NULL,
    "history_days" INTEGER NOT NULL,
    "connection_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connect_attempt_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "zoom_account" (
    "zoom_account_id" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "zoom_account_pkey" PRIMARY KEY ("zoom_account_id")
);

-- CreateTable
CREATE TABLE "connection" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "zoom_account_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT 'pro',
    "state" TEXT NOT NULL DEFAULT 'importing',
    "state_reason" TEXT,
    "state_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorised_by" TEXT,
    "connected_by_id" UUID,
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "history_days" INTEGER NOT NULL DEFAULT 0,
    "rate_share" INTEGER NOT NULL DEFAULT 50,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "api_url" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "token_expires_at" TIMESTAMPTZ(3),
    "token_refreshed_at" TIMESTAMPTZ(3),
    "last_delivery_at" TIMESTAMPTZ(3),
    "last_import_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "connection_product" (
    "organisation_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "product" TEXT NOT NULL,
    "health" TEXT NOT NULL DEFAULT 'ok',
    "health_reason" TEXT,
    "health_since" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3),
    "listening_since" TIMESTAMPTZ(3),
    "coverage" tstzmultirange NOT NULL DEFAULT '{}'::tstzmultirange,

    CONSTRAINT "connection_product_pkey" PRIMARY KEY ("organisation_id","connection_id","product")
);

-- CreateTable
CREATE TABLE "zoom_user" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "zoom_key" TEXT NOT NULL,
    "email" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "display_name" TEXT NOT NULL DEFAULT '',
    "licence" TEXT NOT NULL DEFAULT 'basic',
    "status" TEXT NOT NULL DEFAULT 'active',
    "has_phone" BOOLEAN NOT NULL DEFAULT false,
    "extension_id" TEXT,
    "time_zone" TEXT,
    "person_id" UUID,
    "mapped_how" TEXT,
    "mapped_by_id" UUID,
    "mapped_at" TIMESTAMPTZ(3),
    "ignored" BOOLEAN NOT NULL DEFAULT false,
    "excluded" BOOLEAN NOT NULL DEFAULT false,
    "counted_only" INTEGER NOT NULL DEFAULT 0,
    "last_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "zoom_user_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "activity" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "zoom_user_id" UUID NOT NULL,
    "provider" TEXT NOT NULL DEFAULT 'zoom',
    "product" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT,
    "title_weight" BIGINT NOT NULL DEFAULT -1,
    "start_at" TIMESTAMPTZ(3),
    "start_weight" BIGINT NOT NULL DEFAULT -1,
    "end_at" TIMESTAMPTZ(3),
    "end_weight" BIGINT NOT NULL DEFAULT -1,
    "meeting_number" TEXT,
    "legs" JSONB,
    "direction" TEXT,
    "caller_id_name" TEXT,
    "caller_id_hidden" BOOLEAN,
    "answer_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "device_name" TEXT,
    "device_version" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "sources" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "end_unknown_at" TIMESTAMPTZ(3),

    CONSTRAINT "activity_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "step" TEXT NOT NULL DEFAULT 'account',
    "read" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "gone" INTEGER NOT NULL DEFAULT 0,
    "mapped" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "history_read" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "end_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "progress" JSONB NOT NULL DEFAULT '{}',
    "merged" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "wait_until" TIMESTAMPTZ(3),
    "failure" TEXT,
    "asked_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "history_read_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "spent_calls" (
    "organisation_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "spent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "spent_calls_pkey" PRIMARY KEY ("organisation_id","connection_id","label","day")
);

-- CreateTable
CREATE TABLE "delivery_count" (
    "organisation_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "event" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "delay_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_count_pkey" PRIMARY KEY ("organisation_id","connection_id","day","event","outcome")
);

-- CreateTable
CREATE TABLE "connection_log" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "connection_log_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "worker_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE INDEX "person_organisation_id_manager_id_idx" ON "person"("organisation_id", "manager_id");

-- CreateIndex
CREATE INDEX "person_email_idx" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_organisation_id_email_key" ON "person"("organisation_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_link_organisation_id_token_hash_key" ON "one_time_link"("organisation_id", "token_hash");

-- CreateIndex
CREATE INDEX "audit_entry_organisation_id_at_idx" ON "audit_entry"("organisation_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "connect_attempt_organisation_id_state_hash_key" ON "connect_attempt"("organisation_id", "state_hash");

-- CreateIndex
CREATE UNIQUE INDEX "connection_organisation_id_zoom_account_id_key" ON "connection"("organisation_id", "zoom_account_id");

-- CreateIndex
CREATE INDEX "zoom_user_organisation_id_person_id_idx" ON "zoom_user"("organisation_id", "person_id");

-- CreateIndex
CREATE INDEX "zoom_user_organisation_id_connection_id_email_idx" ON "zoom_user"("organisation_id", "connection_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "zoom_user_organisation_id_connection_id_zoom_key_key" ON "zoom_user"("organisation_id", "connection_id", "zoom_key");

-- CreateIndex
CREATE INDEX "activity_organisation_id_zoom_user_id_start_at_idx" ON "activity"("organisation_id", "zoom_user_id", "start_at");

-- CreateIndex
CREATE INDEX "activity_organisation_id_connection_id_product_start_at_idx" ON "activity"("organisation_id", "connection_id", "product", "start_at");

-- CreateIndex
CREATE UNIQUE INDEX "activity_organisation_id_connection_id_product_key_zoom_use_key" ON "activity"("organisation_id", "connection_id", "product", "key", "zoom_user_id");

-- CreateIndex
CREATE INDEX "import_run_organisation_id_connection_id_started_at_idx" ON "import_run"("organisation_id", "connection_id", "started_at");

-- CreateIndex
CREATE INDEX "history_read_organisation_id_connection_id_created_at_idx" ON "history_read"("organisation_id", "connection_id", "created_at");

-- CreateIndex
CREATE INDEX "connection_log_organisation_id_connection_id_at_idx" ON "connection_log"("organisation_id", "connection_id", "at");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_organisation_id_manager_id_fkey" FOREIGN KEY ("organisation_id", "manager_id") REFERENCES "person"("organisation_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_organisation_id_person_id_fkey" FOREIGN KEY ("organisation_id", "person_id") REFERENCES "person"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zoom_account" ADD CONSTRAINT "zoom_account_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_product" ADD CONSTRAINT "connection_product_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zoom_user" ADD CONSTRAINT "zoom_user_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zoom_user" ADD CONSTRAINT "zoom_user_organisation_id_person_id_fkey" FOREIGN KEY ("organisation_id", "person_id") REFERENCES "person"("organisation_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_organisation_id_zoom_user_id_fkey" FOREIGN KEY ("organisation_id", "zoom_user_id") REFERENCES "zoom_user"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "history_read" ADD CONSTRAINT "history_read_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spent_calls" ADD CONSTRAINT "spent_calls_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_count" ADD CONSTRAINT "delivery_count_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_log" ADD CONSTRAINT "connection_log_organisation_id_connection_id_fkey" FOREIGN KEY ("organisation_id", "connection_id") REFERENCES "connection"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
