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
CREATE TABLE "new_cards" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER,
    "desired_spending_profile_id" INTEGER,
    "profile_desired_at" DATETIME,
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
    CONSTRAINT "cards_account_id_desired_spending_profile_id_fkey" FOREIGN KEY ("account_id", "desired_spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_lost_spending_profile_id_fkey" FOREIGN KEY ("account_id", "lost_spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_card_product_id_fkey" FOREIGN KEY ("account_id", "card_product_id") REFERENCES "card_products" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_shipping_address_id_fkey" FOREIGN KEY ("account_id", "shipping_address_id") REFERENCES "addresses" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "cards_account_id_replaces_card_id_fkey" FOREIGN KEY ("account_id", "replaces_card_id") REFERENCES "cards" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_cards_replacement_reason" CHECK (replacement_reason IN ('lost', 'stolen', 'damaged', 'moved')),
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
INSERT INTO "new_cards" ("account_id", "card_product_id", "card_type", "closed_at", "closed_reason", "confirmations", "created_at", "deleted_at", "deletion_id", "desired_at", "desired_spend_limit", "desired_spend_limit_duration", "desired_status", "form", "frozen_at", "frozen_by_role", "frozen_by_user_id", "frozen_reason", "id", "issuer_message", "last_four", "last_used_at", "limit_desired_at", "lithic_card_token", "lithic_card_token_index", "lost_spending_profile_id", "memo", "memo_sort", "replacement_reason", "replaces_card_id", "shipped_at", "shipping_address_id", "spend_limit", "spend_limit_duration", "spending_profile_id", "status", "updated_at", "user_id", "version") SELECT "account_id", "card_product_id", "card_type", "closed_at", "closed_reason", "confirmations", "created_at", "deleted_at", "deletion_id", "desired_at", "desired_spend_limit", "desired_spend_limit_duration", "desired_status", "form", "frozen_at", "frozen_by_role", "frozen_by_user_id", "frozen_reason", "id", "issuer_message", "last_four", "last_used_at", "limit_desired_at", "lithic_card_token", "lithic_card_token_index", "lost_spending_profile_id", "memo", "memo_sort", "replacement_reason", "replaces_card_id", "shipped_at", "shipping_address_id", "spend_limit", "spend_limit_duration", "spending_profile_id", "status", "updated_at", "user_id", "version" FROM "cards";
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
CREATE INDEX "idx_cards_desired_profile" ON "cards"("account_id", "desired_spending_profile_id") WHERE desired_spending_profile_id IS NOT NULL;
CREATE INDEX "idx_cards_lost_profile" ON "cards"("account_id", "lost_spending_profile_id") WHERE lost_spending_profile_id IS NOT NULL;
CREATE INDEX "idx_cards_last_used" ON "cards"("account_id", "last_used_at", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "deleted_at");
CREATE UNIQUE INDEX "cards_account_id_key" ON "cards"("account_id", "id");
CREATE TABLE "new_spending_profiles" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_sort" TEXT NOT NULL DEFAULT '',
    "description" TEXT,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "status_since" DATETIME,
    "rules_version" INTEGER NOT NULL DEFAULT 1,
    "active_version" INTEGER,
    "issuer_message" TEXT,
    "allowed_categories" JSONB NOT NULL DEFAULT '[]',
    "blocked_categories" JSONB NOT NULL DEFAULT '[]',
    "allowed_countries" JSONB NOT NULL DEFAULT '[]',
    "blocked_countries" JSONB NOT NULL DEFAULT '[]',
    "merchants" JSONB NOT NULL DEFAULT '[]',
    "cash" TEXT NOT NULL DEFAULT 'allowed',
    "channel" TEXT NOT NULL DEFAULT 'any',
    "per_transaction_limit" BIGINT,
    "daily_limit" BIGINT,
    "weekly_limit" BIGINT,
    "monthly_limit" BIGINT,
    "yearly_limit" BIGINT,
    "daily_count" INTEGER,
    "weekly_count" INTEGER,
    "monthly_count" INTEGER,
    "yearly_count" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "spending_profiles_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_spending_profiles_name" CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_spending_profiles_name_sort" CHECK (length(name_sort) BETWEEN 0 AND 100),
    CONSTRAINT "chk_spending_profiles_description" CHECK (length(description) BETWEEN 1 AND 500),
    CONSTRAINT "chk_spending_profiles_status" CHECK (status IN ('draft', 'shadow', 'activating', 'active', 'inactive')),
    CONSTRAINT "chk_spending_profiles_rules_version" CHECK (rules_version >= 1),
    CONSTRAINT "chk_spending_profiles_issuer_message" CHECK (length(issuer_message) BETWEEN 1 AND 300),
    CONSTRAINT "chk_spending_profiles_cash" CHECK (cash IN ('allowed', 'blocked')),
    CONSTRAINT "chk_spending_profiles_channel" CHECK (channel IN ('any', 'in_person', 'online')),
    CONSTRAINT "chk_spending_profiles_per_transaction_limit" CHECK (per_transaction_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_daily_limit" CHECK (daily_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_weekly_limit" CHECK (weekly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_monthly_limit" CHECK (monthly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_yearly_limit" CHECK (yearly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_daily_count" CHECK (daily_count BETWEEN 1 AND 1000000),
    CONSTRAINT "chk_spending_profiles_weekly_count" CHECK (weekly_count BETWEEN 1 AND 1000000),
    CONSTRAINT "chk_spending_profiles_monthly_count" CHECK (monthly_count BETWEEN 1 AND 1000000),
    CONSTRAINT "chk_spending_profiles_yearly_count" CHECK (yearly_count BETWEEN 1 AND 1000000),
    CONSTRAINT "chk_spending_profiles_limits_rise" CHECK (per_transaction_limit <= daily_limit AND per_transaction_limit <= weekly_limit AND per_transaction_limit <= monthly_limit AND per_transaction_limit <= yearly_limit AND daily_limit <= weekly_limit AND daily_limit <= monthly_limit AND daily_limit <= yearly_limit AND weekly_limit <= monthly_limit AND weekly_limit <= yearly_limit AND monthly_limit <= yearly_limit),
    CONSTRAINT "chk_spending_profiles_counts_rise" CHECK (daily_count <= weekly_count AND daily_count <= monthly_count AND daily_count <= yearly_count AND weekly_count <= monthly_count AND weekly_count <= yearly_count AND monthly_count <= yearly_count),
    CONSTRAINT "chk_spending_profiles_versions" CHECK (active_version IS NULL OR active_version BETWEEN 1 AND rules_version),
    CONSTRAINT "chk_spending_profiles_active" CHECK (status <> 'active' OR (active_version IS NOT NULL AND active_version = rules_version))
);
INSERT INTO "new_spending_profiles" ("account_id", "allowed_categories", "blocked_categories", "created_at", "daily_limit", "deleted_at", "deletion_id", "description", "id", "monthly_limit", "name", "name_sort", "per_transaction_limit", "updated_at", "version", "weekly_limit", "yearly_limit") SELECT "account_id", "allowed_categories", "blocked_categories", "created_at", "daily_limit", "deleted_at", "deletion_id", "description", "id", "monthly_limit", "name", "name_sort", "per_transaction_limit", "updated_at", "version", "weekly_limit", "yearly_limit" FROM "spending_profiles";
DROP TABLE "spending_profiles";
ALTER TABLE "new_spending_profiles" RENAME TO "spending_profiles";
CREATE INDEX "idx_spending_profiles_name" ON "spending_profiles"("account_id", "name_sort", "id", "deleted_at");
CREATE UNIQUE INDEX "spending_profiles_account_id_key" ON "spending_profiles"("account_id", "id");
CREATE UNIQUE INDEX "spending_profiles_name_live" ON "spending_profiles"("account_id", "name") WHERE deleted_at IS NULL;
CREATE TABLE "new_spending_profile_rules" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER NOT NULL,
    "profile_version" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "lithic_auth_rule_token" TEXT,
    "lithic_auth_rule_token_index" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "spending_profile_rules_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "spending_profile_rules_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_spending_profile_rules_profile_version" CHECK (profile_version >= 1),
    CONSTRAINT "chk_spending_profile_rules_kind" CHECK (kind IN ('allowed_categories', 'blocked_categories', 'allowed_countries', 'blocked_countries', 'merchants', 'cash', 'channel', 'per_transaction', 'daily', 'weekly', 'monthly', 'yearly')),
    CONSTRAINT "chk_spending_profile_rules_status" CHECK (status IN ('waiting', 'shadow', 'active', 'retired')),
    CONSTRAINT "chk_spending_profile_rules_lithic_auth_rule_token" CHECK (length(lithic_auth_rule_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_spending_profile_rules_lithic_auth_rule_token_index" CHECK (length(lithic_auth_rule_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_spending_profile_rules_token_indexed" CHECK ((lithic_auth_rule_token IS NULL) = (lithic_auth_rule_token_index IS NULL))
);
INSERT INTO "new_spending_profile_rules" ("account_id", "created_at", "deleted_at", "deletion_id", "id", "kind", "lithic_auth_rule_token", "lithic_auth_rule_token_index", "spending_profile_id", "status", "updated_at", "version") SELECT "account_id", "created_at", "deleted_at", "deletion_id", "id", "kind", "lithic_auth_rule_token", "lithic_auth_rule_token_index", "spending_profile_id", "status", "updated_at", "version" FROM "spending_profile_rules";
DROP TABLE "spending_profile_rules";
ALTER TABLE "new_spending_profile_rules" RENAME TO "spending_profile_rules";
CREATE UNIQUE INDEX "idx_spending_profiles_lithic_token" ON "spending_profile_rules"("lithic_auth_rule_token_index");
CREATE UNIQUE INDEX "spending_profile_rules_account_id_key" ON "spending_profile_rules"("account_id", "id");
CREATE UNIQUE INDEX "spending_profile_rules_kind_live" ON "spending_profile_rules"("account_id", "spending_profile_id", "profile_version", "kind") WHERE deleted_at IS NULL;
CREATE TABLE "new_lithic_operations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "card_id" INTEGER,
    "user_id" INTEGER,
    "spending_profile_id" INTEGER,
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
    CONSTRAINT "lithic_operations_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_lithic_operations_kind" CHECK (length(kind) BETWEEN 1 AND 60),
    CONSTRAINT "chk_lithic_operations_payload" CHECK (length(payload) BETWEEN 1 AND 100000),
    CONSTRAINT "chk_lithic_operations_idempotency_key" CHECK (length(idempotency_key) BETWEEN 36 AND 36),
    CONSTRAINT "chk_lithic_operations_status" CHECK (status IN ('waiting', 'running', 'unknown', 'done', 'refused', 'superseded')),
    CONSTRAINT "chk_lithic_operations_attempts" CHECK (attempts >= 0),
    CONSTRAINT "chk_lithic_operations_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_lithic_operations_last_error" CHECK (length(last_error) BETWEEN 1 AND 500),
    CONSTRAINT "chk_lithic_operations_target" CHECK ((card_id IS NULL OR user_id IS NULL) AND (spending_profile_id IS NULL OR (card_id IS NULL AND user_id IS NULL))),
    CONSTRAINT "chk_lithic_operations_lease" CHECK (lease_owner IS NULL OR status = 'running')
);
INSERT INTO "new_lithic_operations" ("account_id", "attempts", "card_id", "created_at", "deleted_at", "deletion_id", "id", "idempotency_key", "key_made_at", "kind", "last_error", "lease_owner", "next_attempt_at", "payload", "status", "updated_at", "user_id", "version") SELECT "account_id", "attempts", "card_id", "created_at", "deleted_at", "deletion_id", "id", "idempotency_key", "key_made_at", "kind", "last_error", "lease_owner", "next_attempt_at", "payload", "status", "updated_at", "user_id", "version" FROM "lithic_operations";
DROP TABLE "lithic_operations";
ALTER TABLE "new_lithic_operations" RENAME TO "lithic_operations";
CREATE UNIQUE INDEX "idx_lithic_operations_key" ON "lithic_operations"("idempotency_key");
CREATE INDEX "idx_lithic_operations_due" ON "lithic_operations"("status", "next_attempt_at", "id");
CREATE INDEX "idx_lithic_operations_card" ON "lithic_operations"("account_id", "card_id", "id") WHERE card_id IS NOT NULL;
CREATE INDEX "idx_lithic_operations_user" ON "lithic_operations"("account_id", "user_id", "id") WHERE card_id IS NULL AND spending_profile_id IS NULL;
CREATE INDEX "idx_lithic_operations_profile" ON "lithic_operations"("account_id", "spending_profile_id", "id") WHERE spending_profile_id IS NOT NULL;
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
CREATE TRIGGER "chk_spending_profiles_country_codes_insert" BEFORE INSERT ON "spending_profiles" WHEN json_type(NEW.allowed_countries) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.allowed_countries) WHERE type <> 'text' OR value NOT GLOB '[A-Z][A-Z][A-Z]') OR json_type(NEW.blocked_countries) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.blocked_countries) WHERE type <> 'text' OR value NOT GLOB '[A-Z][A-Z][A-Z]') BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_country_codes_insert'); END;
CREATE TRIGGER "chk_spending_profiles_countries_disjoint_insert" BEFORE INSERT ON "spending_profiles" WHEN EXISTS (SELECT 1 FROM json_each(NEW.allowed_countries) a JOIN json_each(NEW.blocked_countries) b ON a.value = b.value) BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_countries_disjoint_insert'); END;
CREATE TRIGGER "chk_spending_profiles_category_codes_update" BEFORE UPDATE ON "spending_profiles" WHEN json_type(NEW.allowed_categories) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.allowed_categories) WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]') OR json_type(NEW.blocked_categories) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.blocked_categories) WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]') BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_category_codes_update'); END;
CREATE TRIGGER "chk_spending_profiles_categories_disjoint_update" BEFORE UPDATE ON "spending_profiles" WHEN EXISTS (SELECT 1 FROM json_each(NEW.allowed_categories) a JOIN json_each(NEW.blocked_categories) b ON a.value = b.value) BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_categories_disjoint_update'); END;
CREATE TRIGGER "chk_spending_profiles_country_codes_update" BEFORE UPDATE ON "spending_profiles" WHEN json_type(NEW.allowed_countries) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.allowed_countries) WHERE type <> 'text' OR value NOT GLOB '[A-Z][A-Z][A-Z]') OR json_type(NEW.blocked_countries) <> 'array' OR EXISTS (SELECT 1 FROM json_each(NEW.blocked_countries) WHERE type <> 'text' OR value NOT GLOB '[A-Z][A-Z][A-Z]') BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_country_codes_update'); END;
CREATE TRIGGER "chk_spending_profiles_countries_disjoint_update" BEFORE UPDATE ON "spending_profiles" WHEN EXISTS (SELECT 1 FROM json_each(NEW.allowed_countries) a JOIN json_each(NEW.blocked_countries) b ON a.value = b.value) BEGIN SELECT RAISE(ABORT, 'chk_spending_profiles_countries_disjoint_update'); END;
CREATE TRIGGER "accounts_start_chain" AFTER INSERT ON "accounts" BEGIN INSERT INTO audit_heads (account_id, seq, hash) VALUES (NEW.id, 0, ''); END;
CREATE TRIGGER "audit_logs_continue_chain" BEFORE INSERT ON "audit_logs" WHEN NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.account_id = NEW.account_id AND NEW.seq = h.seq + 1 AND NEW.prev_hash = h.hash) BEGIN SELECT RAISE(ABORT, 'audit_logs_continue_chain'); END;
CREATE TRIGGER "audit_logs_move_head" AFTER INSERT ON "audit_logs" BEGIN UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE account_id = NEW.account_id; END;
CREATE TRIGGER "audit_heads_only_forward" BEFORE UPDATE ON "audit_heads" WHEN NOT (NEW.seq = OLD.seq + 1 AND EXISTS (SELECT 1 FROM audit_logs l WHERE l.account_id = NEW.account_id AND l.seq = NEW.seq AND l.hash = NEW.hash)) BEGIN SELECT RAISE(ABORT, 'audit_heads_only_forward'); END;
CREATE TRIGGER "audit_heads_no_delete" BEFORE DELETE ON "audit_heads" BEGIN SELECT RAISE(ABORT, 'audit_heads_no_delete'); END;
CREATE INDEX "idx_cards_by_state" ON "cards"("account_id", (CASE status WHEN 'pending' THEN 0 WHEN 'active' THEN 1 WHEN 'frozen' THEN 2 WHEN 'inactive' THEN 3 ELSE 4 END), "id", "status", "deleted_at");
CREATE INDEX "idx_cards_by_type" ON "cards"("account_id", (CASE card_type WHEN 'debit' THEN 0 ELSE 2 END + CASE form WHEN 'physical' THEN 0 ELSE 1 END), "id", "card_type", "form", "deleted_at");
CREATE INDEX "idx_cards_by_limit" ON "cards"("account_id", (coalesce(spend_limit * 4 + CASE spend_limit_duration WHEN 'transaction' THEN 0 WHEN 'monthly' THEN 1 WHEN 'annually' THEN 2 ELSE 3 END, 8589934592)), "id", "spend_limit", "spend_limit_duration", "deleted_at");
CREATE INDEX "idx_cards_by_limit_down" ON "cards"("account_id", (coalesce(spend_limit * 4 + CASE spend_limit_duration WHEN 'transaction' THEN 0 WHEN 'monthly' THEN 1 WHEN 'annually' THEN 2 ELSE 3 END, 0)), "id", "spend_limit", "spend_limit_duration", "deleted_at");
