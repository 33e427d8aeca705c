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
DROP INDEX IF EXISTS "idx_cards_by_state";
DROP INDEX IF EXISTS "idx_cards_by_type";
DROP INDEX IF EXISTS "idx_cards_by_limit";
DROP INDEX IF EXISTS "idx_cards_by_limit_down";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_bulk_job_items" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "job_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "card_id" INTEGER,
    "user_id" INTEGER,
    "input" TEXT,
    "row_digest" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "operation_id" INTEGER,
    "message" TEXT,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "bulk_job_items_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "bulk_job_items_account_id_job_id_fkey" FOREIGN KEY ("account_id", "job_id") REFERENCES "bulk_jobs" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "bulk_job_items_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "bulk_job_items_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_bulk_job_items_place" CHECK (place >= 1),
    CONSTRAINT "chk_bulk_job_items_input" CHECK (length(input) BETWEEN 1 AND 8000),
    CONSTRAINT "chk_bulk_job_items_row_digest" CHECK (length(row_digest) BETWEEN 43 AND 43),
    CONSTRAINT "chk_bulk_job_items_status" CHECK (status IN ('waiting', 'running', 'done', 'refused', 'cancelled')),
    CONSTRAINT "chk_bulk_job_items_message" CHECK (length(message) BETWEEN 1 AND 500),
    CONSTRAINT "chk_bulk_job_items_told" CHECK (status IN ('waiting', 'running', 'done') OR message IS NOT NULL)
);
INSERT INTO "new_bulk_job_items" ("account_id", "card_id", "id", "input", "job_id", "message", "operation_id", "place", "row_digest", "status", "updated_at") SELECT "account_id", "card_id", "id", "input", "job_id", "message", "operation_id", "place", "row_digest", "status", "updated_at" FROM "bulk_job_items";
DROP TABLE "bulk_job_items";
ALTER TABLE "new_bulk_job_items" RENAME TO "bulk_job_items";
CREATE INDEX "idx_bulk_job_items_status" ON "bulk_job_items"("job_id", "status", "place");
CREATE UNIQUE INDEX "bulk_job_items_place_key" ON "bulk_job_items"("account_id", "job_id", "place");
CREATE UNIQUE INDEX "idx_bulk_job_items_row" ON "bulk_job_items"("account_id", "row_digest") WHERE row_digest IS NOT NULL AND status NOT IN ('refused', 'cancelled');
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
    CONSTRAINT "chk_bulk_jobs_verb" CHECK (verb IN ('card.issue', 'card.freeze', 'card.unfreeze', 'card.close', 'card.change-limit', 'user.create')),
    CONSTRAINT "chk_bulk_jobs_input" CHECK (length(input) BETWEEN 2 AND 2000),
    CONSTRAINT "chk_bulk_jobs_file_name" CHECK (length(file_name) BETWEEN 1 AND 200),
    CONSTRAINT "chk_bulk_jobs_status" CHECK (status IN ('running', 'cancelling', 'done', 'cancelled')),
    CONSTRAINT "chk_bulk_jobs_total" CHECK (total >= 1),
    CONSTRAINT "chk_bulk_jobs_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_bulk_jobs_ended" CHECK ((ended_at IS NOT NULL) = (status IN ('done', 'cancelled'))),
    CONSTRAINT "chk_bulk_jobs_lease" CHECK (lease_owner IS NULL OR ended_at IS NULL)
);
INSERT INTO "new_bulk_jobs" ("id", "account_id", "user_id", "verb", "input", "file_name", "status", "total", "ended_at", "next_attempt_at", "lease_owner", "version", "created_at", "updated_at", "deleted_at", "deletion_id") SELECT "id", "account_id", "user_id", "verb", "input", "file_name", "status", "total", "ended_at", "next_attempt_at", "lease_owner", "version", "created_at", "updated_at", "deleted_at", "deletion_id" FROM "bulk_jobs";
DROP TABLE "bulk_jobs";
ALTER TABLE "new_bulk_jobs" RENAME TO "bulk_jobs";
CREATE INDEX "idx_bulk_jobs_account" ON "bulk_jobs"("account_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_bulk_jobs_due" ON "bulk_jobs"("status", "next_attempt_at", "id");
CREATE UNIQUE INDEX "bulk_jobs_account_id_key" ON "bulk_jobs"("account_id", "id");
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
CREATE INDEX "idx_cards_by_state" ON "cards"("account_id", (CASE status WHEN 'pending' THEN 0 WHEN 'active' THEN 1 WHEN 'frozen' THEN 2 WHEN 'inactive' THEN 3 ELSE 4 END), "id", "status", "deleted_at");
CREATE INDEX "idx_cards_by_type" ON "cards"("account_id", (CASE card_type WHEN 'debit' THEN 0 ELSE 2 END + CASE form WHEN 'physical' THEN 0 ELSE 1 END), "id", "card_type", "form", "deleted_at");
CREATE INDEX "idx_cards_by_limit" ON "cards"("account_id", (coalesce(spend_limit * 4 + CASE spend_limit_duration WHEN 'transaction' THEN 0 WHEN 'monthly' THEN 1 WHEN 'annually' THEN 2 ELSE 3 END, 8589934592)), "id", "spend_limit", "spend_limit_duration", "deleted_at");
CREATE INDEX "idx_cards_by_limit_down" ON "cards"("account_id", (coalesce(spend_limit * 4 + CASE spend_limit_duration WHEN 'transaction' THEN 0 WHEN 'monthly' THEN 1 WHEN 'annually' THEN 2 ELSE 3 END, 0)), "id", "spend_limit", "spend_limit_duration", "deleted_at");
