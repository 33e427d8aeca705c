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
    "lease_until" DATETIME,
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
    CONSTRAINT "chk_lithic_operations_lease" CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);
INSERT INTO "new_lithic_operations" ("account_id", "attempts", "created_at", "deleted_at", "deletion_id", "id", "idempotency_key", "key_made_at", "kind", "last_error", "lease_owner", "lease_until", "next_attempt_at", "payload", "status", "updated_at", "version", "card_id", "user_id") SELECT "account_id", "attempts", "created_at", "deleted_at", "deletion_id", "id", "idempotency_key", "key_made_at", "kind", "last_error", "lease_owner", "lease_until", "next_attempt_at", "payload", "status", "updated_at", "version",
    CASE WHEN "target_type" = 'Card' THEN CAST("target_id" AS INTEGER) END, CASE WHEN "target_type" = 'User' THEN CAST("target_id" AS INTEGER) END FROM "lithic_operations";
DROP TABLE "lithic_operations";
ALTER TABLE "new_lithic_operations" RENAME TO "lithic_operations";
CREATE UNIQUE INDEX "idx_lithic_operations_key" ON "lithic_operations"("idempotency_key");
CREATE INDEX "idx_lithic_operations_due" ON "lithic_operations"("status", "next_attempt_at", "id");
CREATE INDEX "idx_lithic_operations_card" ON "lithic_operations"("account_id", "card_id", "id") WHERE card_id IS NOT NULL;
CREATE INDEX "idx_lithic_operations_user" ON "lithic_operations"("account_id", "user_id", "id") WHERE card_id IS NULL;
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
