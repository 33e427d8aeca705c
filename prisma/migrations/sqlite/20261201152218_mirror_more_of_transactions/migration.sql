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
ALTER TABLE "transaction_events" ADD COLUMN "merchant_amount" BIGINT;

-- CreateTable
CREATE TABLE "merchants" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "merchants_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_merchants_name" CHECK (length(name) BETWEEN 1 AND 100)
);

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
    "word_rules" INTEGER NOT NULL DEFAULT 2,
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
INSERT INTO "new_accounts" ("account_type", "allowed_networks", "balance", "balance_as_of", "business_name", "business_name_sort", "confirm_above_limit", "created_at", "currency", "deleted_at", "deletion_id", "desired_status", "id", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "lithic_financial_account_token", "owner_email", "second_factor_for", "sign_up", "status", "suspended_reason", "updated_at", "version", "webhook_secret", "word_rules") SELECT "account_type", "allowed_networks", "balance", "balance_as_of", "business_name", "business_name_sort", "confirm_above_limit", "created_at", "currency", "deleted_at", "deletion_id", "desired_status", "id", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "lithic_financial_account_token", "owner_email", "second_factor_for", "sign_up", "status", "suspended_reason", "updated_at", "version", "webhook_secret", "word_rules" FROM "accounts";
DROP TABLE "accounts";
ALTER TABLE "new_accounts" RENAME TO "accounts";
CREATE UNIQUE INDEX "idx_accounts_lithic_token" ON "accounts"("lithic_account_token_index");
CREATE INDEX "idx_accounts_status" ON "accounts"("status", "id");
CREATE INDEX "idx_accounts_name" ON "accounts"("business_name_sort", "id");
CREATE UNIQUE INDEX "accounts_one_platform" ON "accounts"("account_type") WHERE account_type = 'platform' AND deleted_at IS NULL;
CREATE TABLE "new_transactions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "card_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER,
    "spending_profile_rule_id" INTEGER,
    "lithic_transaction_token" TEXT NOT NULL,
    "lithic_transaction_token_index" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "decline_reason" TEXT,
    "decline_reasons" JSONB NOT NULL DEFAULT '[]',
    "decline_explanation" TEXT,
    "amount" BIGINT NOT NULL,
    "listed_amount" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "merchant_amount" BIGINT NOT NULL,
    "merchant_currency" TEXT NOT NULL,
    "merchant_id" INTEGER,
    "merchant_name" TEXT NOT NULL,
    "merchant_acceptor_id" TEXT,
    "merchant_category" TEXT NOT NULL,
    "merchant_city" TEXT,
    "merchant_region" TEXT,
    "merchant_country" TEXT,
    "card_presence" TEXT,
    "entry_mode" TEXT,
    "pin" TEXT,
    "wallet_type" TEXT,
    "receipt" TEXT NOT NULL DEFAULT 'none',
    "occurred_at" DATETIME NOT NULL,
    "settled_at" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "transactions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transactions_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transactions_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transactions_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transactions_account_id_spending_profile_rule_id_fkey" FOREIGN KEY ("account_id", "spending_profile_rule_id") REFERENCES "spending_profile_rules" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transactions_account_id_merchant_id_fkey" FOREIGN KEY ("account_id", "merchant_id") REFERENCES "merchants" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_transactions_lithic_transaction_token" CHECK (length(lithic_transaction_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_transactions_lithic_transaction_token_index" CHECK (length(lithic_transaction_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_transactions_status" CHECK (status IN ('pending', 'settled', 'declined', 'voided', 'expired', 'returned', 'other')),
    CONSTRAINT "chk_transactions_decline_reason" CHECK (length(decline_reason) BETWEEN 1 AND 60),
    CONSTRAINT "chk_transactions_decline_explanation" CHECK (length(decline_explanation) BETWEEN 1 AND 500),
    CONSTRAINT "chk_transactions_amount" CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_transactions_listed_amount" CHECK (listed_amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_transactions_currency" CHECK (length(currency) = 3),
    CONSTRAINT "chk_transactions_merchant_amount" CHECK (merchant_amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_transactions_merchant_currency" CHECK (length(merchant_currency) = 3),
    CONSTRAINT "chk_transactions_merchant_name" CHECK (length(merchant_name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_transactions_merchant_acceptor_id" CHECK (length(merchant_acceptor_id) BETWEEN 1 AND 100),
    CONSTRAINT "chk_transactions_merchant_category" CHECK (length(merchant_category) = 4),
    CONSTRAINT "chk_transactions_merchant_city" CHECK (length(merchant_city) BETWEEN 1 AND 100),
    CONSTRAINT "chk_transactions_merchant_region" CHECK (length(merchant_region) BETWEEN 1 AND 100),
    CONSTRAINT "chk_transactions_merchant_country" CHECK (length(merchant_country) = 3),
    CONSTRAINT "chk_transactions_card_presence" CHECK (card_presence IN ('present', 'not_present', 'other')),
    CONSTRAINT "chk_transactions_entry_mode" CHECK (length(entry_mode) BETWEEN 1 AND 60),
    CONSTRAINT "chk_transactions_pin" CHECK (pin IN ('entered', 'not_entered')),
    CONSTRAINT "chk_transactions_wallet_type" CHECK (length(wallet_type) BETWEEN 1 AND 60),
    CONSTRAINT "chk_transactions_receipt" CHECK (receipt IN ('none', 'missing', 'attached')),
    CONSTRAINT "chk_transactions_reason_to_decline" CHECK ((status = 'declined') = (decline_reason IS NOT NULL))
);
INSERT INTO "new_transactions" ("account_id", "amount", "card_id", "created_at", "currency", "decline_reason", "deleted_at", "deletion_id", "id", "lithic_transaction_token", "lithic_transaction_token_index", "merchant_amount", "merchant_category", "merchant_country", "merchant_currency", "merchant_name", "occurred_at", "settled_at", "spending_profile_rule_id", "status", "updated_at", "user_id", "version") SELECT "account_id", "amount", "card_id", "created_at", "currency", "decline_reason", "deleted_at", "deletion_id", "id", "lithic_transaction_token", "lithic_transaction_token_index", "merchant_amount", "merchant_category", "merchant_country", "merchant_currency", "merchant_name", "occurred_at", "settled_at", "spending_profile_rule_id", "status", "updated_at", "user_id", "version" FROM "transactions";
DROP TABLE "transactions";
ALTER TABLE "new_transactions" RENAME TO "transactions";
CREATE UNIQUE INDEX "idx_transactions_lithic_token" ON "transactions"("lithic_transaction_token_index");
CREATE INDEX "idx_transactions_account_occurred" ON "transactions"("account_id", "occurred_at", "id", "status", "user_id", "card_id", "spending_profile_id", "merchant_id", "merchant_category", "decline_reason", "receipt", "listed_amount", "deleted_at");
CREATE INDEX "idx_transactions_amount" ON "transactions"("account_id", "listed_amount", "id", "deleted_at");
CREATE INDEX "idx_transactions_card" ON "transactions"("account_id", "card_id", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_user" ON "transactions"("account_id", "user_id", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_profile" ON "transactions"("account_id", "spending_profile_id", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_merchant" ON "transactions"("account_id", "merchant_id", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_category" ON "transactions"("account_id", "merchant_category", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_account_status" ON "transactions"("account_id", "status", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_reason" ON "transactions"("account_id", "decline_reason", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_receipt" ON "transactions"("account_id", "receipt", "occurred_at", "id", "deleted_at");
CREATE INDEX "idx_transactions_rule" ON "transactions"("account_id", "spending_profile_rule_id", "occurred_at", "id");
CREATE UNIQUE INDEX "transactions_account_id_key" ON "transactions"("account_id", "id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "merchants_account_id_key" ON "merchants"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "merchants_name_key" ON "merchants"("account_id", "name");

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_transaction_events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "lithic_event_token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" TEXT,
    "amount" BIGINT NOT NULL,
    "merchant_amount" BIGINT,
    "occurred_at" DATETIME NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "transaction_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transaction_events_account_id_transaction_id_fkey" FOREIGN KEY ("account_id", "transaction_id") REFERENCES "transactions" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_transaction_events_lithic_event_token_hash" CHECK (length(lithic_event_token_hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_transaction_events_kind" CHECK (kind IN ('authorization', 'authorization_advice', 'authorization_expiry', 'authorization_reversal', 'balance_inquiry', 'clearing', 'correction_credit', 'correction_debit', 'credit_authorization', 'financial_authorization', 'return', 'return_reversal', 'void', 'other')),
    CONSTRAINT "chk_transaction_events_result" CHECK (result IN ('approved', 'declined')),
    CONSTRAINT "chk_transaction_events_detail" CHECK (length(detail) BETWEEN 1 AND 60),
    CONSTRAINT "chk_transaction_events_amount" CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_transaction_events_merchant_amount" CHECK (merchant_amount BETWEEN -1000000000000000 AND 1000000000000000)
);
INSERT INTO "new_transaction_events" ("id", "account_id", "transaction_id", "lithic_event_token_hash", "kind", "result", "detail", "amount", "merchant_amount", "occurred_at", "created_at") SELECT "id", "account_id", "transaction_id", "lithic_event_token_hash", "kind", "result", "detail", "amount", "merchant_amount", "occurred_at", "created_at" FROM "transaction_events";
DROP TABLE "transaction_events";
ALTER TABLE "new_transaction_events" RENAME TO "transaction_events";
CREATE UNIQUE INDEX "idx_transaction_events_lithic_token" ON "transaction_events"("lithic_event_token_hash");
CREATE INDEX "idx_transaction_events_transaction" ON "transaction_events"("account_id", "transaction_id", "occurred_at", "id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_search_words" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "target_type" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "target_made" DATETIME NOT NULL,
    "target_id" INTEGER NOT NULL,
    CONSTRAINT "search_words_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_search_words_target_type" CHECK (target_type IN ('Card', 'User', 'Merchant')),
    CONSTRAINT "chk_search_words_word" CHECK (length(word) BETWEEN 1 AND 50)
);
INSERT INTO "new_search_words" ("id", "account_id", "target_type", "word", "target_made", "target_id") SELECT "id", "account_id", "target_type", "word", "target_made", "target_id" FROM "search_words";
DROP TABLE "search_words";
ALTER TABLE "new_search_words" RENAME TO "search_words";
CREATE INDEX "idx_search_words_target" ON "search_words"("account_id", "target_type", "target_id", "word");
CREATE UNIQUE INDEX "search_words_word_key" ON "search_words"("account_id", "target_type", "word", "target_made", "target_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

INSERT INTO "merchants" ("account_id", "name") SELECT DISTINCT "account_id", "merchant_name" FROM "transactions" ORDER BY 1, 2;
UPDATE "transactions" SET
  "merchant_id" = (SELECT m."id" FROM "merchants" m WHERE m."account_id" = "transactions"."account_id" AND m."name" = "transactions"."merchant_name"),
  "listed_amount" = CASE WHEN "amount" <> 0 THEN "amount" ELSE coalesce((SELECT e."amount" FROM "transaction_events" e
    WHERE e."account_id" = "transactions"."account_id" AND e."transaction_id" = "transactions"."id" ORDER BY e."occurred_at", e."id" LIMIT 1), 0) END;
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
