-- DropIndex
DROP INDEX "idx_cards_account_created";

-- DropIndex
DROP INDEX "idx_cards_account_memo";

-- DropIndex
DROP INDEX "idx_webhook_events_status";

-- AlterTable
ALTER TABLE "cards" ADD COLUMN     "last_used_at" TIMESTAMP(3) NOT NULL DEFAULT '1970-01-01 00:00:00 +00:00',
ADD COLUMN     "limit_wanted_at" TIMESTAMP(3),
ADD COLUMN     "replacement_reason" TEXT,
ADD COLUMN     "shipped_at" TIMESTAMP(3),
ADD COLUMN     "wanted_spend_limit" BIGINT,
ADD COLUMN     "wanted_spend_limit_duration" TEXT;

-- AlterTable
ALTER TABLE "webhook_events" ADD COLUMN     "listed_to" TIMESTAMP(3),
ADD COLUMN     "next_attempt_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "saved_views" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_jobs" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "file_name" TEXT,
    "status" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "ended_at" TIMESTAMP(3),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_job_items" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "job_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "card_id" INTEGER,
    "input" TEXT,
    "row_digest" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "operation_id" INTEGER,
    "message" TEXT,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bulk_job_items_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "idx_saved_views_name_live" ON "saved_views"("account_id", "user_id", "list", "name") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE INDEX "idx_bulk_jobs_account" ON "bulk_jobs"("account_id", "created_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_bulk_jobs_due" ON "bulk_jobs"("status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_jobs_account_id_key" ON "bulk_jobs"("account_id", "id");

-- CreateIndex
CREATE INDEX "idx_bulk_job_items_status" ON "bulk_job_items"("job_id", "status", "place");

-- CreateIndex
CREATE UNIQUE INDEX "bulk_job_items_place_key" ON "bulk_job_items"("account_id", "job_id", "place");

-- CreateIndex
CREATE UNIQUE INDEX "idx_bulk_job_items_row" ON "bulk_job_items"("account_id", "row_digest") WHERE (row_digest IS NOT NULL AND status NOT IN ('refused', 'cancelled'));

-- CreateIndex
CREATE INDEX "idx_cards_account_created" ON "cards"("account_id", "created_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "last_used_at", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_account_memo" ON "cards"("account_id", "memo", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "last_used_at", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_card_product" ON "cards"("account_id", "card_product_id", "created_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_limit" ON "cards"("account_id", "spend_limit", "created_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_last_used" ON "cards"("account_id", "last_used_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_webhook_events_status" ON "webhook_events"("status", "next_attempt_at", "id");

-- CreateIndex
CREATE INDEX "idx_webhook_events_listed" ON "webhook_events"("listed_to") WHERE (listed_to IS NOT NULL);

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_account_id_job_id_fkey" FOREIGN KEY ("account_id", "job_id") REFERENCES "bulk_jobs"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_replacement_reason" CHECK (replacement_reason IN ('lost', 'stolen', 'damaged'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_wanted_spend_limit" CHECK (wanted_spend_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_wanted_spend_limit_duration" CHECK (wanted_spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_wanted_limit_window" CHECK ((wanted_spend_limit IS NULL) = (wanted_spend_limit_duration IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_wanted_limit" CHECK (limit_wanted_at IS NOT NULL OR wanted_spend_limit IS NULL);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_replacement" CHECK ((replaces_card_id IS NULL) = (replacement_reason IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_shipped" CHECK (form = 'physical' OR shipped_at IS NULL);
ALTER TABLE "saved_views" ADD CONSTRAINT "chk_saved_views_list" CHECK (list IN ('cards'));
ALTER TABLE "saved_views" ADD CONSTRAINT "chk_saved_views_name" CHECK (length(name) BETWEEN 1 AND 60);
ALTER TABLE "saved_views" ADD CONSTRAINT "chk_saved_views_query" CHECK (length(query) BETWEEN 0 AND 2000);
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_verb" CHECK (verb IN ('card.issue', 'card.freeze', 'card.unfreeze', 'card.close', 'card.change-limit'));
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_input" CHECK (length(input) BETWEEN 2 AND 2000);
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_file_name" CHECK (length(file_name) BETWEEN 1 AND 200);
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_status" CHECK (status IN ('running', 'cancelling', 'done', 'cancelled'));
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_total" CHECK (total >= 1);
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100);
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_ended" CHECK ((ended_at IS NOT NULL) = (status IN ('done', 'cancelled')));
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_lease" CHECK ((lease_owner IS NULL) = (lease_until IS NULL));
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_place" CHECK (place >= 1);
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_input" CHECK (length(input) BETWEEN 1 AND 8000);
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_row_digest" CHECK (length(row_digest) BETWEEN 43 AND 43);
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_status" CHECK (status IN ('waiting', 'asked', 'done', 'refused', 'cancelled'));
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_message" CHECK (length(message) BETWEEN 1 AND 500);
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_told" CHECK (status IN ('waiting', 'asked', 'done') OR message IS NOT NULL);
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_views" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "saved_views" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "saved_views" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "saved_views" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "saved_views" TO portal_system;
GRANT USAGE ON SEQUENCE "saved_views_id_seq" TO portal_app, portal_system;
ALTER TABLE "bulk_jobs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "bulk_jobs" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "bulk_jobs" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "bulk_jobs" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "bulk_jobs" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "bulk_jobs" TO portal_system;
GRANT USAGE ON SEQUENCE "bulk_jobs_id_seq" TO portal_app, portal_system;
ALTER TABLE "bulk_job_items" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "bulk_job_items" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "bulk_job_items" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "bulk_job_items" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "bulk_job_items" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "bulk_job_items" TO portal_system;
GRANT USAGE ON SEQUENCE "bulk_job_items_id_seq" TO portal_app, portal_system;
