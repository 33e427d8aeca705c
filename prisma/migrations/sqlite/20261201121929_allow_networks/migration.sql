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

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN "allowed_networks" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_accounts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "business_name" TEXT NOT NULL,
    "business_name_sort" TEXT NOT NULL DEFAULT '',
    "owner_email" TEXT NOT NULL,
    "lithic_account_token" TEXT,
    "lithic_account_token_index" TEXT,
    "lithic_account_holder_token" TEXT,
    "lithic_financial_account_token" TEXT,
    "webhook_secret" TEXT,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "balance_as_of" DATETIME,
    "word_rules" INTEGER NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "account_type" TEXT NOT NULL DEFAULT 'business',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "desired_status" TEXT,
    "second_factor_for" TEXT NOT NULL DEFAULT 'managers',
    "sign_up" TEXT NOT NULL DEFAULT 'closed',
    "confirm_above_limit" BIGINT NOT NULL DEFAULT 1000000,
    "allowed_networks" TEXT,
    "suspended_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "chk_accounts_business_name" CHECK (length(business_name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_accounts_business_name_sort" CHECK (length(business_name_sort) BETWEEN 0 AND 100),
    CONSTRAINT "chk_accounts_owner_email" CHECK (length(owner_email) BETWEEN 3 AND 254 AND owner_email LIKE '_%@_%' AND owner_email NOT LIKE '%@%@%' AND owner_email NOT LIKE '% %' AND owner_email = lower(owner_email)),
    CONSTRAINT "chk_accounts_lithic_account_token" CHECK (length(lithic_account_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_lithic_account_token_index" CHECK (length(lithic_account_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_accounts_lithic_account_holder_token" CHECK (length(lithic_account_holder_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_lithic_financial_account_token" CHECK (length(lithic_financial_account_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_webhook_secret" CHECK (length(webhook_secret) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_balance" CHECK (balance BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_accounts_word_rules" CHECK (word_rules >= 0),
    CONSTRAINT "chk_accounts_currency" CHECK (length(currency) = 3 AND currency = upper(currency)),
    CONSTRAINT "chk_accounts_account_type" CHECK (account_type IN ('business', 'platform')),
    CONSTRAINT "chk_accounts_status" CHECK (status IN ('pending', 'active', 'suspended', 'closed')),
    CONSTRAINT "chk_accounts_desired_status" CHECK (desired_status IN ('active', 'suspended')),
    CONSTRAINT "chk_accounts_second_factor_for" CHECK (second_factor_for IN ('nobody', 'managers', 'everyone')),
    CONSTRAINT "chk_accounts_sign_up" CHECK (sign_up IN ('closed', 'open')),
    CONSTRAINT "chk_accounts_confirm_above_limit" CHECK (confirm_above_limit > 0),
    CONSTRAINT "chk_accounts_allowed_networks" CHECK (length(allowed_networks) BETWEEN 2 AND 20000),
    CONSTRAINT "chk_accounts_suspended_reason" CHECK (length(suspended_reason) BETWEEN 1 AND 500),
    CONSTRAINT "chk_accounts_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL)),
    CONSTRAINT "chk_accounts_reason_to_suspend" CHECK ((status = 'suspended') = (suspended_reason IS NOT NULL)),
    CONSTRAINT "chk_accounts_desired_of_suspended" CHECK (desired_status IS NULL OR status = 'suspended')
);
INSERT INTO "new_accounts" ("id", "business_name", "business_name_sort", "owner_email", "lithic_account_token", "lithic_account_token_index", "lithic_account_holder_token", "lithic_financial_account_token", "webhook_secret", "balance", "balance_as_of", "word_rules", "currency", "account_type", "status", "desired_status", "second_factor_for", "sign_up", "confirm_above_limit", "allowed_networks", "suspended_reason", "version", "created_at", "updated_at", "deleted_at", "deletion_id") SELECT "id", "business_name", "business_name_sort", "owner_email", "lithic_account_token", "lithic_account_token_index", "lithic_account_holder_token", "lithic_financial_account_token", "webhook_secret", "balance", "balance_as_of", "word_rules", "currency", "account_type", "status", "desired_status", "second_factor_for", "sign_up", "confirm_above_limit", "allowed_networks", "suspended_reason", "version", "created_at", "updated_at", "deleted_at", "deletion_id" FROM "accounts";
DROP TABLE "accounts";
ALTER TABLE "new_accounts" RENAME TO "accounts";
CREATE UNIQUE INDEX "idx_accounts_lithic_token" ON "accounts"("lithic_account_token_index");
CREATE INDEX "idx_accounts_status" ON "accounts"("status", "id");
CREATE INDEX "idx_accounts_name" ON "accounts"("business_name_sort", "id");
CREATE UNIQUE INDEX "accounts_one_platform" ON "accounts"("account_type") WHERE account_type = 'platform' AND deleted_at IS NULL;
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
