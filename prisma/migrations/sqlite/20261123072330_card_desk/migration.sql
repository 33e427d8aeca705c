DROP TRIGGER IF EXISTS "transaction_events_no_update";
DROP TRIGGER IF EXISTS "transaction_events_no_delete";
DROP TRIGGER IF EXISTS "idempotency_keys_no_update";
DROP TRIGGER IF EXISTS "idempotency_keys_no_delete";
DROP TRIGGER IF EXISTS "audit_logs_no_update";
DROP TRIGGER IF EXISTS "audit_logs_no_delete";
DROP TRIGGER IF EXISTS "audit_checkpoints_no_update";
DROP TRIGGER IF EXISTS "audit_checkpoints_no_delete";
DROP TRIGGER IF EXISTS "chk_spending_profiles_category_codes_insert";
DROP TRIGGER IF EXISTS "chk_spending_profiles_categories_disjoint_insert";
DROP TRIGGER IF EXISTS "chk_spending_profiles_category_codes_update";
DROP TRIGGER IF EXISTS "chk_spending_profiles_categories_disjoint_update";
DROP TRIGGER IF EXISTS "accounts_start_chain";
DROP TRIGGER IF EXISTS "audit_logs_continue_chain";
DROP TRIGGER IF EXISTS "audit_logs_move_head";
DROP TRIGGER IF EXISTS "audit_heads_only_forward";
DROP TRIGGER IF EXISTS "audit_heads_no_delete";

-- CreateTable
CREATE TABLE "saved_views" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "saved_views_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "saved_views_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_saved_views_list" CHECK (list IN ('cards')),
    CONSTRAINT "chk_saved_views_name" CHECK (length(name) BETWEEN 1 AND 60),
    CONSTRAINT "chk_saved_views_query" CHECK (length(query) BETWEEN 0 AND 2000)
);

-- CreateTable
CREATE TABLE "bulk_jobs" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "file_name" TEXT,
    "status" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "ended_at" DATETIME,
    "lease_owner" TEXT,
    "lease_until" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "bulk_jobs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "bulk_jobs_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_bulk_jobs_verb" CHECK (verb IN ('card.issue', 'card.freeze', 'card.unfreeze', 'card.close', 'card.change-limit')),
    CONSTRAINT "chk_bulk_jobs_input" CHECK (length(input) BETWEEN 2 AND 2000),
    CONSTRAINT "chk_bulk_jobs_file_name" CHECK (length(file_name) BETWEEN 1 AND 200),
    CONSTRAINT "chk_bulk_jobs_status" CHECK (status IN ('running', 'cancelling', 'done', 'cancelled')),
    CONSTRAINT "chk_bulk_jobs_total" CHECK (total >= 1),
    CONSTRAINT "chk_bulk_jobs_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_bulk_jobs_ended" CHECK ((ended_at IS NOT NULL) = (status IN ('done', 'cancelled'))),
    CONSTRAINT "chk_bulk_jobs_lease" CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);

-- CreateTable
CREATE TABLE "bulk_job_items" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "job_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "card_id" INTEGER,
    "input" TEXT,
    "row_digest" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "operation_id" INTEGER,
    "message" TEXT,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "bulk_job_items_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "bulk_job_items_account_id_job_id_fkey" FOREIGN KEY ("account_id", "job_id") REFERENCES "bulk_jobs" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "bulk_job_items_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_bulk_job_items_place" CHECK (place >= 1),
    CONSTRAINT "chk_bulk_job_items_input" CHECK (length(input) BETWEEN 1 AND 8000),
    CONSTRAINT "chk_bulk_job_items_row_digest" CHECK (length(row_digest) BETWEEN 43 AND 43),
    CONSTRAINT "chk_bulk_job_items_status" CHECK (status IN ('waiting', 'asked', 'done', 'refused', 'cancelled')),
    CONSTRAINT "chk_bulk_job_items_message" CHECK (length(message) BETWEEN 1 AND 500),
    CONSTRAINT "chk_bulk_job_items_told" CHECK (status IN ('waiting', 'asked', 'done') OR message IS NOT NULL)
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_cards" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER,
    "lost_spending_profile_id" INTEGER,
    "card_product_id" INTEGER,
    "shipping_address_id" INTEGER,
    "shipped_at" DATETIME,
    "replaces_card_id" INTEGER,
    "replacement_reason" TEXT,
    "lithic_card_token" TEXT,
    "lithic_card_token_index" TEXT,
    "card_type" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "wanted_status" TEXT,
    "wanted_at" DATETIME,
    "issuer_message" TEXT,
    "memo" TEXT NOT NULL DEFAULT '',
    "last_four" TEXT,
    "spend_limit" BIGINT,
    "spend_limit_duration" TEXT,
    "wanted_spend_limit" BIGINT,
    "wanted_spend_limit_duration" TEXT,
    "limit_wanted_at" DATETIME,
    "last_used_at" DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000+00:00',
    "frozen_at" DATETIME,
    "frozen_reason" TEXT,
    "frozen_by_role" TEXT,
    "frozen_by_user_id" INTEGER,
    "closed_at" DATETIME,
    "closed_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "cards_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_lost_spending_profile_id_fkey" FOREIGN KEY ("account_id", "lost_spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_card_product_id_fkey" FOREIGN KEY ("account_id", "card_product_id") REFERENCES "card_products" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_shipping_address_id_fkey" FOREIGN KEY ("account_id", "shipping_address_id") REFERENCES "addresses" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_replaces_card_id_fkey" FOREIGN KEY ("account_id", "replaces_card_id") REFERENCES "cards" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_cards_replacement_reason" CHECK (replacement_reason IN ('lost', 'stolen', 'damaged')),
    CONSTRAINT "chk_cards_lithic_card_token" CHECK (length(lithic_card_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_cards_lithic_card_token_index" CHECK (length(lithic_card_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_cards_card_type" CHECK (card_type IN ('debit', 'reloadable')),
    CONSTRAINT "chk_cards_form" CHECK (form IN ('virtual', 'physical')),
    CONSTRAINT "chk_cards_status" CHECK (status IN ('pending', 'active', 'frozen', 'inactive')),
    CONSTRAINT "chk_cards_wanted_status" CHECK (wanted_status IN ('active', 'frozen', 'inactive')),
    CONSTRAINT "chk_cards_issuer_message" CHECK (length(issuer_message) BETWEEN 1 AND 300),
    CONSTRAINT "chk_cards_memo" CHECK (length(memo) BETWEEN 0 AND 50),
    CONSTRAINT "chk_cards_last_four" CHECK (length(last_four) = 4),
    CONSTRAINT "chk_cards_spend_limit" CHECK (spend_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_cards_spend_limit_duration" CHECK (spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever')),
    CONSTRAINT "chk_cards_wanted_spend_limit" CHECK (wanted_spend_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_cards_wanted_spend_limit_duration" CHECK (wanted_spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever')),
    CONSTRAINT "chk_cards_frozen_reason" CHECK (length(frozen_reason) BETWEEN 1 AND 200),
    CONSTRAINT "chk_cards_frozen_by_role" CHECK (frozen_by_role IN ('owner', 'admin', 'user', 'operator', 'system')),
    CONSTRAINT "chk_cards_closed_reason" CHECK (length(closed_reason) BETWEEN 1 AND 200),
    CONSTRAINT "chk_cards_token_indexed" CHECK ((lithic_card_token IS NULL) = (lithic_card_token_index IS NULL)),
    CONSTRAINT "chk_cards_issued" CHECK (status = 'pending' OR closed_at IS NOT NULL OR (lithic_card_token IS NOT NULL AND last_four IS NOT NULL)),
    CONSTRAINT "chk_cards_limit_window" CHECK ((spend_limit IS NULL) = (spend_limit_duration IS NULL)),
    CONSTRAINT "chk_cards_wanted_limit_window" CHECK ((wanted_spend_limit IS NULL) = (wanted_spend_limit_duration IS NULL)),
    CONSTRAINT "chk_cards_wanted_limit" CHECK (limit_wanted_at IS NOT NULL OR wanted_spend_limit IS NULL),
    CONSTRAINT "chk_cards_replacement" CHECK ((replaces_card_id IS NULL) = (replacement_reason IS NULL)),
    CONSTRAINT "chk_cards_reloadable_limit" CHECK (card_type <> 'reloadable' OR spend_limit_duration IS NULL OR spend_limit_duration = 'forever'),
    CONSTRAINT "chk_cards_shipping" CHECK (form = 'physical' OR shipping_address_id IS NULL),
    CONSTRAINT "chk_cards_shipped" CHECK (form = 'physical' OR shipped_at IS NULL),
    CONSTRAINT "chk_cards_frozen" CHECK ((frozen_at IS NOT NULL) = (status = 'frozen' OR coalesce(wanted_status, '') = 'frozen')),
    CONSTRAINT "chk_cards_reason_to_freeze" CHECK ((frozen_at IS NULL AND frozen_reason IS NULL AND frozen_by_role IS NULL) OR (frozen_at IS NOT NULL AND frozen_reason IS NOT NULL AND frozen_by_role IS NOT NULL)),
    CONSTRAINT "chk_cards_closed" CHECK ((closed_at IS NOT NULL) = (status = 'inactive' OR coalesce(wanted_status, '') = 'inactive')),
    CONSTRAINT "chk_cards_closed_is_final" CHECK (status <> 'inactive' OR wanted_status IS NULL),
    CONSTRAINT "chk_cards_wanted" CHECK ((wanted_status IS NULL) = (wanted_at IS NULL)),
    CONSTRAINT "chk_cards_not_itself" CHECK (replaces_card_id IS NULL OR replaces_card_id <> id)
);
INSERT INTO "new_cards" ("account_id", "card_product_id", "card_type", "closed_at", "closed_reason", "created_at", "deleted_at", "deletion_id", "form", "frozen_at", "frozen_by_role", "frozen_by_user_id", "frozen_reason", "id", "issuer_message", "last_four", "lithic_card_token", "lithic_card_token_index", "lost_spending_profile_id", "memo", "replaces_card_id", "shipping_address_id", "spend_limit", "spend_limit_duration", "spending_profile_id", "status", "updated_at", "user_id", "version", "wanted_at", "wanted_status") SELECT "account_id", "card_product_id", "card_type", "closed_at", "closed_reason", "created_at", "deleted_at", "deletion_id", "form", "frozen_at", "frozen_by_role", "frozen_by_user_id", "frozen_reason", "id", "issuer_message", "last_four", "lithic_card_token", "lithic_card_token_index", "lost_spending_profile_id", "memo", "replaces_card_id", "shipping_address_id", "spend_limit", "spend_limit_duration", "spending_profile_id", "status", "updated_at", "user_id", "version", "wanted_at", "wanted_status" FROM "cards";
DROP TABLE "cards";
ALTER TABLE "new_cards" RENAME TO "cards";
CREATE UNIQUE INDEX "idx_cards_lithic_token" ON "cards"("lithic_card_token_index");
CREATE INDEX "idx_cards_status" ON "cards"("status", "id");
CREATE INDEX "idx_cards_account_status_created" ON "cards"("account_id", "status", "created_at", "id", "card_type", "form", "deleted_at");
CREATE INDEX "idx_cards_account_created" ON "cards"("account_id", "created_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "last_used_at", "deleted_at");
CREATE INDEX "idx_cards_account_memo" ON "cards"("account_id", "memo", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "last_used_at", "deleted_at");
CREATE INDEX "idx_cards_user" ON "cards"("account_id", "user_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_spending_profile" ON "cards"("account_id", "spending_profile_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_card_product" ON "cards"("account_id", "card_product_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_limit" ON "cards"("account_id", "spend_limit", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_last_used" ON "cards"("account_id", "last_used_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "deleted_at");
CREATE UNIQUE INDEX "cards_account_id_key" ON "cards"("account_id", "id");
CREATE TABLE "new_webhook_events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "received_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_attempt_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" DATETIME,
    "listed_to" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "webhook_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_webhook_events_message_id" CHECK (length(message_id) BETWEEN 1 AND 100),
    CONSTRAINT "chk_webhook_events_event_type" CHECK (length(event_type) BETWEEN 1 AND 100),
    CONSTRAINT "chk_webhook_events_body" CHECK (length(body) BETWEEN 1 AND 400000),
    CONSTRAINT "chk_webhook_events_status" CHECK (status IN ('received', 'done', 'failed', 'ignored', 'quarantined')),
    CONSTRAINT "chk_webhook_events_attempts" CHECK (attempts BETWEEN 0 AND 1000),
    CONSTRAINT "chk_webhook_events_last_error" CHECK (length(last_error) BETWEEN 1 AND 500)
);
INSERT INTO "new_webhook_events" ("account_id", "attempts", "body", "created_at", "deleted_at", "deletion_id", "event_type", "handled_at", "id", "last_error", "message_id", "received_at", "status", "updated_at", "version") SELECT "account_id", "attempts", "body", "created_at", "deleted_at", "deletion_id", "event_type", "handled_at", "id", "last_error", "message_id", "received_at", "status", "updated_at", "version" FROM "webhook_events";
DROP TABLE "webhook_events";
ALTER TABLE "new_webhook_events" RENAME TO "webhook_events";
CREATE UNIQUE INDEX "idx_webhook_events_message" ON "webhook_events"("message_id");
CREATE INDEX "idx_webhook_events_status" ON "webhook_events"("status", "next_attempt_at", "id");
CREATE INDEX "idx_webhook_events_account" ON "webhook_events"("account_id", "received_at", "id");
CREATE INDEX "idx_webhook_events_listed" ON "webhook_events"("listed_to") WHERE listed_to IS NOT NULL;
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "idx_saved_views_name_live" ON "saved_views"("account_id", "user_id", "list", "name") WHERE deleted_at IS NULL;

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
CREATE UNIQUE INDEX "idx_bulk_job_items_row" ON "bulk_job_items"("account_id", "row_digest") WHERE row_digest IS NOT NULL AND status NOT IN ('refused', 'cancelled');

CREATE TRIGGER "transaction_events_no_update" BEFORE UPDATE ON "transaction_events" BEGIN SELECT RAISE(ABORT, 'transaction_events_no_update'); END;
CREATE TRIGGER "transaction_events_no_delete" BEFORE DELETE ON "transaction_events" BEGIN SELECT RAISE(ABORT, 'transaction_events_no_delete'); END;
CREATE TRIGGER "idempotency_keys_no_update" BEFORE UPDATE ON "idempotency_keys" BEGIN SELECT RAISE(ABORT, 'idempotency_keys_no_update'); END;
CREATE TRIGGER "idempotency_keys_no_delete" BEFORE DELETE ON "idempotency_keys" BEGIN SELECT RAISE(ABORT, 'idempotency_keys_no_delete'); END;
CREATE TRIGGER "audit_logs_no_update" BEFORE UPDATE ON "audit_logs" BEGIN SELECT RAISE(ABORT, 'audit_logs_no_update'); END;
CREATE TRIGGER "audit_logs_no_delete" BEFORE DELETE ON "audit_logs" BEGIN SELECT RAISE(ABORT, 'audit_logs_no_delete'); END;
CREATE TRIGGER "audit_checkpoints_no_update" BEFORE UPDATE ON "audit_checkpoints" BEGIN SELECT RAISE(ABORT, 'audit_checkpoints_no_update'); END;
CREATE TRIGGER "audit_checkpoints_no_delete" BEFORE DELETE ON "audit_checkpoints" BEGIN SELECT RAISE(ABORT, 'audit_checkpoints_no_delete'); END;
CREATE TRIGGER "chk_spending_profiles_category_codes_insert" BEFORE INSERT ON "spending_profiles" WHEN json_type(NEW.allowed_categories) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.allowed_categories) WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]') OR json_type(NEW.blocked_categories) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.blocked_categories) WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]') BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_category_codes_insert'); END;
CREATE TRIGGER "chk_spending_profiles_categories_disjoint_insert" BEFORE INSERT ON "spending_profiles" WHEN EXISTS (SELECT 1 FROM json_each(NEW.allowed_categories) a JOIN json_each(NEW.blocked_categories) b ON a.value = b.value) BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_categories_disjoint_insert'); END;
CREATE TRIGGER "chk_spending_profiles_category_codes_update" BEFORE UPDATE ON "spending_profiles" WHEN json_type(NEW.allowed_categories) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.allowed_categories) WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]') OR json_type(NEW.blocked_categories) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.blocked_categories) WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]') BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_category_codes_update'); END;
CREATE TRIGGER "chk_spending_profiles_categories_disjoint_update" BEFORE UPDATE ON "spending_profiles" WHEN EXISTS (SELECT 1 FROM json_each(NEW.allowed_categories) a JOIN json_each(NEW.blocked_categories) b ON a.value = b.value) BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_categories_disjoint_update'); END;
CREATE TRIGGER "accounts_start_chain" AFTER INSERT ON "accounts" BEGIN INSERT INTO audit_heads (account_id, seq, hash) VALUES (NEW.id, 0, ''); END;
CREATE TRIGGER "audit_logs_continue_chain" BEFORE INSERT ON "audit_logs" WHEN NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.account_id = NEW.account_id AND NEW.seq = h.seq + 1 AND NEW.prev_hash = h.hash) BEGIN SELECT RAISE(ABORT, 'audit_logs_continue_chain'); END;
CREATE TRIGGER "audit_logs_move_head" AFTER INSERT ON "audit_logs" BEGIN UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE account_id = NEW.account_id; END;
CREATE TRIGGER "audit_heads_only_forward" BEFORE UPDATE ON "audit_heads" WHEN NOT (NEW.seq = OLD.seq + 1 AND EXISTS (SELECT 1 FROM audit_logs l WHERE l.account_id = NEW.account_id AND l.seq = NEW.seq AND l.hash = NEW.hash)) BEGIN SELECT RAISE(ABORT, 'audit_heads_only_forward'); END;
CREATE TRIGGER "audit_heads_no_delete" BEFORE DELETE ON "audit_heads" BEGIN SELECT RAISE(ABORT, 'audit_heads_no_delete'); END;
