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
CREATE TABLE "new_accounts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "business_name" TEXT NOT NULL,
    "business_name_sort" TEXT NOT NULL DEFAULT '',
    "owner_email" TEXT NOT NULL,
    "lithic_account_token" TEXT,
    "lithic_account_token_index" TEXT,
    "lithic_account_holder_token" TEXT,
    "lithic_financial_account_token" TEXT,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "balance_as_of" DATETIME,
    "word_rules" INTEGER NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "account_type" TEXT NOT NULL DEFAULT 'business',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "desired_status" TEXT,
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
    CONSTRAINT "chk_accounts_balance" CHECK (balance BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_accounts_word_rules" CHECK (word_rules >= 0),
    CONSTRAINT "chk_accounts_currency" CHECK (length(currency) = 3 AND currency = upper(currency)),
    CONSTRAINT "chk_accounts_account_type" CHECK (account_type IN ('business', 'platform')),
    CONSTRAINT "chk_accounts_status" CHECK (status IN ('pending', 'active', 'suspended', 'closed')),
    CONSTRAINT "chk_accounts_desired_status" CHECK (desired_status IN ('active', 'suspended')),
    CONSTRAINT "chk_accounts_suspended_reason" CHECK (length(suspended_reason) BETWEEN 1 AND 500),
    CONSTRAINT "chk_accounts_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL)),
    CONSTRAINT "chk_accounts_reason_to_suspend" CHECK ((status = 'suspended') = (suspended_reason IS NOT NULL)),
    CONSTRAINT "chk_accounts_desired_of_suspended" CHECK (desired_status IS NULL OR status = 'suspended')
);
INSERT INTO "new_accounts" ("account_type", "balance", "balance_as_of", "business_name", "created_at", "currency", "deleted_at", "deletion_id", "desired_status", "id", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "lithic_financial_account_token", "owner_email", "status", "suspended_reason", "updated_at", "version") SELECT "account_type", "balance", "balance_as_of", "business_name", "created_at", "currency", "deleted_at", "deletion_id", "desired_status", "id", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "lithic_financial_account_token", "owner_email", "status", "suspended_reason", "updated_at", "version" FROM "accounts";
DROP TABLE "accounts";
ALTER TABLE "new_accounts" RENAME TO "accounts";
CREATE UNIQUE INDEX "idx_accounts_lithic_token" ON "accounts"("lithic_account_token_index");
CREATE INDEX "idx_accounts_status" ON "accounts"("status", "id");
CREATE INDEX "idx_accounts_name" ON "accounts"("business_name_sort", "id");
CREATE UNIQUE INDEX "accounts_one_platform" ON "accounts"("account_type") WHERE account_type = 'platform' AND deleted_at IS NULL;
CREATE TABLE "new_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_sort" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'invited',
    "phone" TEXT,
    "lithic_account_holder_token" TEXT,
    "lithic_account_token" TEXT,
    "lithic_account_token_index" TEXT,
    "password_hash" TEXT,
    "password_changed_at" DATETIME,
    "last_login_at" DATETIME,
    "login_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "users_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_users_email" CHECK (length(email) BETWEEN 3 AND 254 AND email LIKE '_%@_%' AND email NOT LIKE '%@%@%' AND email NOT LIKE '% %' AND email = lower(email)),
    CONSTRAINT "chk_users_given_name" CHECK (length(given_name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_users_family_name" CHECK (length(family_name) BETWEEN 0 AND 100),
    CONSTRAINT "chk_users_name" CHECK (length(name) BETWEEN 1 AND 201),
    CONSTRAINT "chk_users_name_sort" CHECK (length(name_sort) BETWEEN 0 AND 100),
    CONSTRAINT "chk_users_role" CHECK (role IN ('owner', 'admin', 'user', 'analyst', 'operator')),
    CONSTRAINT "chk_users_status" CHECK (status IN ('invited', 'active', 'deactivated')),
    CONSTRAINT "chk_users_phone" CHECK (length(phone) BETWEEN 1 AND 400),
    CONSTRAINT "chk_users_lithic_account_holder_token" CHECK (length(lithic_account_holder_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_users_lithic_account_token" CHECK (length(lithic_account_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_users_lithic_account_token_index" CHECK (length(lithic_account_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_users_password_hash" CHECK (length(password_hash) BETWEEN 60 AND 100),
    CONSTRAINT "chk_users_login_attempts" CHECK (login_attempts BETWEEN 0 AND 10),
    CONSTRAINT "chk_users_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL)),
    CONSTRAINT "chk_users_whole_name" CHECK (name = CASE WHEN family_name = '' THEN given_name ELSE given_name || ' ' || family_name END)
);
INSERT INTO "new_users" ("account_id", "created_at", "deleted_at", "deletion_id", "email", "family_name", "given_name", "id", "last_login_at", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "locked_until", "login_attempts", "name", "password_changed_at", "password_hash", "phone", "role", "status", "updated_at", "version") SELECT "account_id", "created_at", "deleted_at", "deletion_id", "email", "family_name", "given_name", "id", "last_login_at", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "locked_until", "login_attempts", "name", "password_changed_at", "password_hash", "phone", "role", "status", "updated_at", "version" FROM "users";
DROP TABLE "users";
ALTER TABLE "new_users" RENAME TO "users";
CREATE UNIQUE INDEX "idx_users_lithic_token" ON "users"("lithic_account_token_index");
CREATE INDEX "idx_users_role" ON "users"("account_id", "role", "name_sort", "id", "deleted_at");
CREATE INDEX "idx_users_status" ON "users"("account_id", "status", "name_sort", "id", "deleted_at");
CREATE INDEX "idx_users_name" ON "users"("account_id", "name_sort", "id", "deleted_at");
CREATE UNIQUE INDEX "users_account_id_key" ON "users"("account_id", "id");
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE deleted_at IS NULL;
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
    "desired_status" TEXT,
    "desired_at" DATETIME,
    "issuer_message" TEXT,
    "memo" TEXT NOT NULL DEFAULT '',
    "memo_sort" TEXT NOT NULL DEFAULT '',
    "last_four" TEXT,
    "spend_limit" BIGINT,
    "spend_limit_duration" TEXT,
    "desired_spend_limit" BIGINT,
    "desired_spend_limit_duration" TEXT,
    "limit_desired_at" DATETIME,
    "last_used_at" DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000+00:00',
    "frozen_at" DATETIME,
    "frozen_reason" TEXT,
    "frozen_by_role" TEXT,
    "frozen_by_user_id" INTEGER,
    "closed_at" DATETIME,
    "closed_reason" TEXT,
    "confirmations" INTEGER NOT NULL DEFAULT 0,
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
    CONSTRAINT "chk_cards_status" CHECK (status IN ('pending', 'active', 'frozen', 'inactive', 'other')),
    CONSTRAINT "chk_cards_desired_status" CHECK (desired_status IN ('active', 'frozen', 'inactive')),
    CONSTRAINT "chk_cards_issuer_message" CHECK (length(issuer_message) BETWEEN 1 AND 300),
    CONSTRAINT "chk_cards_memo" CHECK (length(memo) BETWEEN 0 AND 50),
    CONSTRAINT "chk_cards_memo_sort" CHECK (length(memo_sort) BETWEEN 0 AND 50),
    CONSTRAINT "chk_cards_last_four" CHECK (length(last_four) = 4),
    CONSTRAINT "chk_cards_spend_limit" CHECK (spend_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_cards_spend_limit_duration" CHECK (spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever')),
    CONSTRAINT "chk_cards_desired_spend_limit" CHECK (desired_spend_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_cards_desired_spend_limit_duration" CHECK (desired_spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever')),
    CONSTRAINT "chk_cards_frozen_reason" CHECK (length(frozen_reason) BETWEEN 1 AND 200),
    CONSTRAINT "chk_cards_frozen_by_role" CHECK (frozen_by_role IN ('owner', 'admin', 'user', 'operator', 'system')),
    CONSTRAINT "chk_cards_closed_reason" CHECK (length(closed_reason) BETWEEN 1 AND 200),
    CONSTRAINT "chk_cards_token_indexed" CHECK ((lithic_card_token IS NULL) = (lithic_card_token_index IS NULL)),
    CONSTRAINT "chk_cards_issued" CHECK (status = 'pending' OR closed_at IS NOT NULL OR (lithic_card_token IS NOT NULL AND last_four IS NOT NULL)),
    CONSTRAINT "chk_cards_limit_window" CHECK ((spend_limit IS NULL) = (spend_limit_duration IS NULL)),
    CONSTRAINT "chk_cards_desired_limit_window" CHECK ((desired_spend_limit IS NULL) = (desired_spend_limit_duration IS NULL)),
    CONSTRAINT "chk_cards_desired_limit" CHECK (limit_desired_at IS NOT NULL OR desired_spend_limit IS NULL),
    CONSTRAINT "chk_cards_replacement" CHECK ((replaces_card_id IS NULL) = (replacement_reason IS NULL)),
    CONSTRAINT "chk_cards_reloadable_limit" CHECK (card_type <> 'reloadable' OR spend_limit_duration IS NULL OR spend_limit_duration = 'forever'),
    CONSTRAINT "chk_cards_shipping" CHECK (form = 'physical' OR shipping_address_id IS NULL),
    CONSTRAINT "chk_cards_shipped" CHECK (form = 'physical' OR shipped_at IS NULL),
    CONSTRAINT "chk_cards_frozen" CHECK ((frozen_at IS NOT NULL) = (status = 'frozen' OR coalesce(desired_status, '') = 'frozen')),
    CONSTRAINT "chk_cards_reason_to_freeze" CHECK ((frozen_at IS NULL AND frozen_reason IS NULL AND frozen_by_role IS NULL) OR (frozen_at IS NOT NULL AND frozen_reason IS NOT NULL AND frozen_by_role IS NOT NULL)),
    CONSTRAINT "chk_cards_closed" CHECK ((closed_at IS NOT NULL) = (status = 'inactive' OR coalesce(desired_status, '') = 'inactive')),
    CONSTRAINT "chk_cards_closed_is_final" CHECK (status <> 'inactive' OR desired_status IS NULL),
    CONSTRAINT "chk_cards_desired" CHECK ((desired_status IS NULL) = (desired_at IS NULL)),
    CONSTRAINT "chk_cards_not_itself" CHECK (replaces_card_id IS NULL OR replaces_card_id <> id)
);
INSERT INTO "new_cards" ("account_id", "card_product_id", "card_type", "closed_at", "closed_reason", "confirmations", "created_at", "deleted_at", "deletion_id", "desired_at", "desired_spend_limit", "desired_spend_limit_duration", "desired_status", "form", "frozen_at", "frozen_by_role", "frozen_by_user_id", "frozen_reason", "id", "issuer_message", "last_four", "last_used_at", "limit_desired_at", "lithic_card_token", "lithic_card_token_index", "lost_spending_profile_id", "memo", "replacement_reason", "replaces_card_id", "shipped_at", "shipping_address_id", "spend_limit", "spend_limit_duration", "spending_profile_id", "status", "updated_at", "user_id", "version") SELECT "account_id", "card_product_id", "card_type", "closed_at", "closed_reason", "confirmations", "created_at", "deleted_at", "deletion_id", "desired_at", "desired_spend_limit", "desired_spend_limit_duration", "desired_status", "form", "frozen_at", "frozen_by_role", "frozen_by_user_id", "frozen_reason", "id", "issuer_message", "last_four", "last_used_at", "limit_desired_at", "lithic_card_token", "lithic_card_token_index", "lost_spending_profile_id", "memo", "replacement_reason", "replaces_card_id", "shipped_at", "shipping_address_id", "spend_limit", "spend_limit_duration", "spending_profile_id", "status", "updated_at", "user_id", "version" FROM "cards";
DROP TABLE "cards";
ALTER TABLE "new_cards" RENAME TO "cards";
CREATE UNIQUE INDEX "idx_cards_lithic_token" ON "cards"("lithic_card_token_index");
CREATE INDEX "idx_cards_status" ON "cards"("status", "id");
CREATE INDEX "idx_cards_account_status_created" ON "cards"("account_id", "status", "created_at", "id", "card_type", "form", "deleted_at");
CREATE INDEX "idx_cards_account_created" ON "cards"("account_id", "created_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "last_used_at", "deleted_at");
CREATE INDEX "idx_cards_account_memo" ON "cards"("account_id", "memo_sort", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "last_used_at", "deleted_at");
CREATE INDEX "idx_cards_user" ON "cards"("account_id", "user_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_spending_profile" ON "cards"("account_id", "spending_profile_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_card_product" ON "cards"("account_id", "card_product_id", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_limit" ON "cards"("account_id", "spend_limit", "created_at", "id", "deleted_at");
CREATE INDEX "idx_cards_replaces" ON "cards"("account_id", "replaces_card_id", "id") WHERE replaces_card_id IS NOT NULL;
CREATE INDEX "idx_cards_reloadable" ON "cards"("account_id", "id") WHERE card_type = 'reloadable' AND status <> 'inactive' AND deleted_at IS NULL;
CREATE INDEX "idx_cards_lost_profile" ON "cards"("account_id", "lost_spending_profile_id") WHERE lost_spending_profile_id IS NOT NULL;
CREATE INDEX "idx_cards_last_used" ON "cards"("account_id", "last_used_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "deleted_at");
CREATE UNIQUE INDEX "cards_account_id_key" ON "cards"("account_id", "id");
CREATE TABLE "new_spending_profiles" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_sort" TEXT NOT NULL DEFAULT '',
    "description" TEXT,
    "allowed_categories" JSONB NOT NULL DEFAULT '[]',
    "blocked_categories" JSONB NOT NULL DEFAULT '[]',
    "per_transaction_limit" BIGINT,
    "daily_limit" BIGINT,
    "weekly_limit" BIGINT,
    "monthly_limit" BIGINT,
    "yearly_limit" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "spending_profiles_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_spending_profiles_name" CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_spending_profiles_name_sort" CHECK (length(name_sort) BETWEEN 0 AND 100),
    CONSTRAINT "chk_spending_profiles_description" CHECK (length(description) BETWEEN 1 AND 500),
    CONSTRAINT "chk_spending_profiles_per_transaction_limit" CHECK (per_transaction_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_daily_limit" CHECK (daily_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_weekly_limit" CHECK (weekly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_monthly_limit" CHECK (monthly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_yearly_limit" CHECK (yearly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_limits_rise" CHECK (per_transaction_limit <= daily_limit AND per_transaction_limit <= weekly_limit AND per_transaction_limit <= monthly_limit AND per_transaction_limit <= yearly_limit AND daily_limit <= weekly_limit AND daily_limit <= monthly_limit AND daily_limit <= yearly_limit AND weekly_limit <= monthly_limit AND weekly_limit <= yearly_limit AND monthly_limit <= yearly_limit)
);
INSERT INTO "new_spending_profiles" ("account_id", "allowed_categories", "blocked_categories", "created_at", "daily_limit", "deleted_at", "deletion_id", "description", "id", "monthly_limit", "name", "per_transaction_limit", "updated_at", "version", "weekly_limit", "yearly_limit") SELECT "account_id", "allowed_categories", "blocked_categories", "created_at", "daily_limit", "deleted_at", "deletion_id", "description", "id", "monthly_limit", "name", "per_transaction_limit", "updated_at", "version", "weekly_limit", "yearly_limit" FROM "spending_profiles";
DROP TABLE "spending_profiles";
ALTER TABLE "new_spending_profiles" RENAME TO "spending_profiles";
CREATE INDEX "idx_spending_profiles_name" ON "spending_profiles"("account_id", "name_sort", "id", "deleted_at");
CREATE UNIQUE INDEX "spending_profiles_account_id_key" ON "spending_profiles"("account_id", "id");
CREATE UNIQUE INDEX "spending_profiles_name_live" ON "spending_profiles"("account_id", "name") WHERE deleted_at IS NULL;
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- The worker makes the words and sorted texts of these businesses again, by the rules in lib/db/search.
-- Until then their names are sorted in lower case.
UPDATE "accounts" SET "business_name_sort" = substr(lower("business_name"), 1, 100), "word_rules" = 0;
UPDATE "users" SET "name_sort" = substr(lower("name"), 1, 100);
UPDATE "cards" SET "memo_sort" = substr(lower("memo"), 1, 50);
UPDATE "spending_profiles" SET "name_sort" = substr(lower("name"), 1, 100);

-- Keys of the portal's own work on items that it may have begun.
UPDATE "idempotency_keys" SET "actor" = 'work:' || "actor"
WHERE "actor" LIKE 'user:%' AND "key" LIKE 'bulk:%' AND EXISTS (
  SELECT 1 FROM "bulk_job_items" i
  WHERE i."account_id" = "idempotency_keys"."account_id" AND i."status" = 'waiting' AND 'bulk:' || i."id" = "idempotency_keys"."key"
);

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
