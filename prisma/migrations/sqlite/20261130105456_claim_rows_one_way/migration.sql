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

-- AlterTable
ALTER TABLE "webhook_events" ADD COLUMN "lease_owner" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_lithic_operations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "card_id" INTEGER,
    "user_id" INTEGER,
    "payload" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "key_made_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_owner" TEXT,
    "last_error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "lithic_operations_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "lithic_operations_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "lithic_operations_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_lithic_operations_kind" CHECK (length(kind) BETWEEN 1 AND 60),
    CONSTRAINT "chk_lithic_operations_payload" CHECK (length(payload) BETWEEN 1 AND 100000),
    CONSTRAINT "chk_lithic_operations_idempotency_key" CHECK (length(idempotency_key) BETWEEN 36 AND 36),
    CONSTRAINT "chk_lithic_operations_status" CHECK (status IN ('waiting', 'running', 'unknown', 'done', 'refused', 'superseded')),
    CONSTRAINT "chk_lithic_operations_attempts" CHECK (attempts >= 0),
    CONSTRAINT "chk_lithic_operations_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_lithic_operations_last_error" CHECK (length(last_error) BETWEEN 1 AND 500),
    CONSTRAINT "chk_lithic_operations_target" CHECK (card_id IS NULL OR user_id IS NULL),
    CONSTRAINT "chk_lithic_operations_lease" CHECK (lease_owner IS NULL OR status = 'running')
);
INSERT INTO "new_lithic_operations" ("account_id", "attempts", "card_id", "created_at", "deleted_at", "deletion_id", "id", "idempotency_key", "key_made_at", "kind", "last_error", "lease_owner", "next_attempt_at", "payload", "status", "updated_at", "user_id", "version") SELECT "account_id", "attempts", "card_id", "created_at", "deleted_at", "deletion_id", "id", "idempotency_key", "key_made_at", CASE "kind" WHEN 'card.check' THEN 'card.reconcile' ELSE "kind" END, "last_error", "lease_owner", coalesce("lease_until", "next_attempt_at"), "payload", "status", "updated_at", "user_id", "version" FROM "lithic_operations";
DROP TABLE "lithic_operations";
ALTER TABLE "new_lithic_operations" RENAME TO "lithic_operations";
CREATE UNIQUE INDEX "idx_lithic_operations_key" ON "lithic_operations"("idempotency_key");
CREATE INDEX "idx_lithic_operations_due" ON "lithic_operations"("status", "next_attempt_at", "id");
CREATE INDEX "idx_lithic_operations_card" ON "lithic_operations"("account_id", "card_id", "id") WHERE card_id IS NOT NULL;
CREATE INDEX "idx_lithic_operations_user" ON "lithic_operations"("account_id", "user_id", "id") WHERE card_id IS NULL;
CREATE TABLE "new_bulk_jobs" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "file_name" TEXT,
    "status" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "ended_at" DATETIME,
    "next_attempt_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_owner" TEXT,
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
    CONSTRAINT "chk_bulk_jobs_lease" CHECK (lease_owner IS NULL OR ended_at IS NULL)
);
INSERT INTO "new_bulk_jobs" ("account_id", "created_at", "deleted_at", "deletion_id", "ended_at", "file_name", "id", "input", "lease_owner", "status", "total", "updated_at", "user_id", "verb", "version", "next_attempt_at") SELECT "account_id", "created_at", "deleted_at", "deletion_id", "ended_at", "file_name", "id", "input", "lease_owner", "status", "total", "updated_at", "user_id", "verb", "version", coalesce("lease_until", "updated_at") FROM "bulk_jobs";
DROP TABLE "bulk_jobs";
ALTER TABLE "new_bulk_jobs" RENAME TO "bulk_jobs";
CREATE INDEX "idx_bulk_jobs_account" ON "bulk_jobs"("account_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_bulk_jobs_due" ON "bulk_jobs"("status", "next_attempt_at", "id");
CREATE UNIQUE INDEX "bulk_jobs_account_id_key" ON "bulk_jobs"("account_id", "id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
    "lease_owner" TEXT,
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
    CONSTRAINT "chk_webhook_events_last_error" CHECK (length(last_error) BETWEEN 1 AND 500),
    CONSTRAINT "chk_webhook_events_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_webhook_events_lease" CHECK (lease_owner IS NULL OR status IN ('received', 'quarantined'))
);
INSERT INTO "new_webhook_events" ("id", "account_id", "message_id", "event_type", "body", "status", "attempts", "last_error", "received_at", "next_attempt_at", "lease_owner", "handled_at", "listed_to", "version", "created_at", "updated_at", "deleted_at", "deletion_id") SELECT "id", "account_id", "message_id", "event_type", "body", "status", "attempts", "last_error", "received_at", "next_attempt_at", "lease_owner", "handled_at", "listed_to", "version", "created_at", "updated_at", "deleted_at", "deletion_id" FROM "webhook_events";
DROP TABLE "webhook_events";
ALTER TABLE "new_webhook_events" RENAME TO "webhook_events";
CREATE UNIQUE INDEX "idx_webhook_events_message" ON "webhook_events"("message_id");
CREATE INDEX "idx_webhook_events_status" ON "webhook_events"("status", "next_attempt_at", "id");
CREATE INDEX "idx_webhook_events_account" ON "webhook_events"("account_id", "received_at", "id");
CREATE INDEX "idx_webhook_events_listed" ON "webhook_events"("listed_to") WHERE listed_to IS NOT NULL;
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_bulk_job_items" (
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
    CONSTRAINT "chk_bulk_job_items_status" CHECK (status IN ('waiting', 'running', 'done', 'refused', 'cancelled')),
    CONSTRAINT "chk_bulk_job_items_message" CHECK (length(message) BETWEEN 1 AND 500),
    CONSTRAINT "chk_bulk_job_items_told" CHECK (status IN ('waiting', 'running', 'done') OR message IS NOT NULL)
);
INSERT INTO "new_bulk_job_items" ("id", "account_id", "job_id", "place", "card_id", "input", "row_digest", "status", "operation_id", "message", "updated_at") SELECT "id", "account_id", "job_id", "place", "card_id", "input", "row_digest", CASE "status" WHEN 'asked' THEN 'running' ELSE "status" END, "operation_id", "message", "updated_at" FROM "bulk_job_items";
DROP TABLE "bulk_job_items";
ALTER TABLE "new_bulk_job_items" RENAME TO "bulk_job_items";
CREATE INDEX "idx_bulk_job_items_status" ON "bulk_job_items"("job_id", "status", "place");
CREATE UNIQUE INDEX "bulk_job_items_place_key" ON "bulk_job_items"("account_id", "job_id", "place");
CREATE UNIQUE INDEX "idx_bulk_job_items_row" ON "bulk_job_items"("account_id", "row_digest") WHERE row_digest IS NOT NULL AND status NOT IN ('refused', 'cancelled');
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
