DROP TRIGGER IF EXISTS "merchants_no_update";
DROP TRIGGER IF EXISTS "merchants_no_delete";
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
CREATE TABLE "new_saved_views" (
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
    CONSTRAINT "chk_saved_views_list" CHECK (list IN ('cards', 'transactions')),
    CONSTRAINT "chk_saved_views_name" CHECK (length(name) BETWEEN 1 AND 60),
    CONSTRAINT "chk_saved_views_query" CHECK (length(query) BETWEEN 0 AND 2000)
);
INSERT INTO "new_saved_views" ("id", "account_id", "user_id", "list", "name", "query", "version", "created_at", "updated_at", "deleted_at", "deletion_id") SELECT "id", "account_id", "user_id", "list", "name", "query", "version", "created_at", "updated_at", "deleted_at", "deletion_id" FROM "saved_views";
DROP TABLE "saved_views";
ALTER TABLE "new_saved_views" RENAME TO "saved_views";
CREATE UNIQUE INDEX "idx_saved_views_name_live" ON "saved_views"("account_id", "user_id", "list", "name") WHERE deleted_at IS NULL;
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

CREATE TRIGGER "merchants_no_update" BEFORE UPDATE ON "merchants" BEGIN SELECT RAISE(ABORT, 'merchants_no_update'); END;
CREATE TRIGGER "merchants_no_delete" BEFORE DELETE ON "merchants" BEGIN SELECT RAISE(ABORT, 'merchants_no_delete'); END;
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
