-- CreateTable
CREATE TABLE "accounts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "business_name" TEXT NOT NULL,
    "owner_email" TEXT NOT NULL,
    "lithic_account_token" TEXT,
    "lithic_account_token_index" TEXT,
    "lithic_account_holder_token" TEXT,
    "lithic_financial_account_token" TEXT,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "balance_as_of" DATETIME,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "account_type" TEXT NOT NULL DEFAULT 'business',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "suspended_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "chk_accounts_business_name" CHECK (length(business_name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_accounts_owner_email" CHECK (length(owner_email) BETWEEN 3 AND 254 AND owner_email LIKE '_%@_%' AND owner_email NOT LIKE '%@%@%' AND owner_email NOT LIKE '% %' AND owner_email = lower(owner_email)),
    CONSTRAINT "chk_accounts_lithic_account_token" CHECK (length(lithic_account_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_lithic_account_token_index" CHECK (length(lithic_account_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_accounts_lithic_account_holder_token" CHECK (length(lithic_account_holder_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_lithic_financial_account_token" CHECK (length(lithic_financial_account_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_accounts_balance" CHECK (balance BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_accounts_currency" CHECK (length(currency) = 3 AND currency = upper(currency)),
    CONSTRAINT "chk_accounts_account_type" CHECK (account_type IN ('business', 'platform')),
    CONSTRAINT "chk_accounts_status" CHECK (status IN ('pending', 'active', 'suspended', 'closed')),
    CONSTRAINT "chk_accounts_suspended_reason" CHECK (length(suspended_reason) BETWEEN 1 AND 500),
    CONSTRAINT "chk_accounts_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL)),
    CONSTRAINT "chk_accounts_reason_to_suspend" CHECK ((status = 'suspended') = (suspended_reason IS NOT NULL))
);

-- CreateTable
CREATE TABLE "users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
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
    CONSTRAINT "chk_users_name" CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_users_role" CHECK (role IN ('owner', 'admin', 'user', 'analyst', 'operator')),
    CONSTRAINT "chk_users_status" CHECK (status IN ('invited', 'active', 'deactivated')),
    CONSTRAINT "chk_users_phone" CHECK (length(phone) BETWEEN 1 AND 400),
    CONSTRAINT "chk_users_lithic_account_holder_token" CHECK (length(lithic_account_holder_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_users_lithic_account_token" CHECK (length(lithic_account_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_users_lithic_account_token_index" CHECK (length(lithic_account_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_users_password_hash" CHECK (length(password_hash) BETWEEN 60 AND 100),
    CONSTRAINT "chk_users_login_attempts" CHECK (login_attempts BETWEEN 0 AND 10),
    CONSTRAINT "chk_users_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL))
);

-- CreateTable
CREATE TABLE "cards" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER,
    "lost_spending_profile_id" INTEGER,
    "card_product_id" INTEGER,
    "shipping_address_id" INTEGER,
    "replaces_card_id" INTEGER,
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
    CONSTRAINT "chk_cards_frozen_reason" CHECK (length(frozen_reason) BETWEEN 1 AND 200),
    CONSTRAINT "chk_cards_frozen_by_role" CHECK (frozen_by_role IN ('owner', 'admin', 'user', 'operator', 'system')),
    CONSTRAINT "chk_cards_closed_reason" CHECK (length(closed_reason) BETWEEN 1 AND 200),
    CONSTRAINT "chk_cards_token_indexed" CHECK ((lithic_card_token IS NULL) = (lithic_card_token_index IS NULL)),
    CONSTRAINT "chk_cards_issued" CHECK (status = 'pending' OR closed_at IS NOT NULL OR (lithic_card_token IS NOT NULL AND last_four IS NOT NULL)),
    CONSTRAINT "chk_cards_limit_window" CHECK ((spend_limit IS NULL) = (spend_limit_duration IS NULL)),
    CONSTRAINT "chk_cards_reloadable_limit" CHECK (card_type <> 'reloadable' OR spend_limit_duration IS NULL OR spend_limit_duration = 'forever'),
    CONSTRAINT "chk_cards_shipping" CHECK (form = 'physical' OR shipping_address_id IS NULL),
    CONSTRAINT "chk_cards_frozen" CHECK ((frozen_at IS NOT NULL) = (status = 'frozen' OR coalesce(wanted_status, '') = 'frozen')),
    CONSTRAINT "chk_cards_reason_to_freeze" CHECK ((frozen_at IS NULL AND frozen_reason IS NULL AND frozen_by_role IS NULL) OR (frozen_at IS NOT NULL AND frozen_reason IS NOT NULL AND frozen_by_role IS NOT NULL)),
    CONSTRAINT "chk_cards_closed" CHECK ((closed_at IS NOT NULL) = (status = 'inactive' OR coalesce(wanted_status, '') = 'inactive')),
    CONSTRAINT "chk_cards_closed_is_final" CHECK (status <> 'inactive' OR wanted_status IS NULL),
    CONSTRAINT "chk_cards_wanted" CHECK ((wanted_status IS NULL) = (wanted_at IS NULL)),
    CONSTRAINT "chk_cards_not_itself" CHECK (replaces_card_id IS NULL OR replaces_card_id <> id)
);

-- CreateTable
CREATE TABLE "spending_profiles" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
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
    CONSTRAINT "chk_spending_profiles_description" CHECK (length(description) BETWEEN 1 AND 500),
    CONSTRAINT "chk_spending_profiles_per_transaction_limit" CHECK (per_transaction_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_daily_limit" CHECK (daily_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_weekly_limit" CHECK (weekly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_monthly_limit" CHECK (monthly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_yearly_limit" CHECK (yearly_limit BETWEEN 1 AND 2147483647),
    CONSTRAINT "chk_spending_profiles_limits_rise" CHECK (per_transaction_limit <= daily_limit AND per_transaction_limit <= weekly_limit AND per_transaction_limit <= monthly_limit AND per_transaction_limit <= yearly_limit AND daily_limit <= weekly_limit AND daily_limit <= monthly_limit AND daily_limit <= yearly_limit AND weekly_limit <= monthly_limit AND weekly_limit <= yearly_limit AND monthly_limit <= yearly_limit)
);

-- CreateTable
CREATE TABLE "spending_profile_rules" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
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
    CONSTRAINT "chk_spending_profile_rules_kind" CHECK (kind IN ('allowed_categories', 'blocked_categories', 'per_transaction', 'daily', 'weekly', 'monthly', 'yearly')),
    CONSTRAINT "chk_spending_profile_rules_status" CHECK (status IN ('waiting', 'draft', 'shadow', 'active', 'retired')),
    CONSTRAINT "chk_spending_profile_rules_lithic_auth_rule_token" CHECK (length(lithic_auth_rule_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_spending_profile_rules_lithic_auth_rule_token_index" CHECK (length(lithic_auth_rule_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_spending_profile_rules_token_indexed" CHECK ((lithic_auth_rule_token IS NULL) = (lithic_auth_rule_token_index IS NULL))
);

-- CreateTable
CREATE TABLE "card_products" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "form" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "lithic_product_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "card_products_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_card_products_name" CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_card_products_description" CHECK (length(description) BETWEEN 1 AND 500),
    CONSTRAINT "chk_card_products_form" CHECK (form IN ('virtual', 'physical')),
    CONSTRAINT "chk_card_products_status" CHECK (status IN ('active', 'retired')),
    CONSTRAINT "chk_card_products_lithic_product_id" CHECK (length(lithic_product_id) BETWEEN 1 AND 400)
);

-- CreateTable
CREATE TABLE "addresses" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "label" TEXT NOT NULL,
    "line1" TEXT NOT NULL,
    "line2" TEXT,
    "city" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "addresses_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "addresses_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_addresses_label" CHECK (length(label) BETWEEN 1 AND 50),
    CONSTRAINT "chk_addresses_line1" CHECK (length(line1) BETWEEN 1 AND 400),
    CONSTRAINT "chk_addresses_line2" CHECK (length(line2) BETWEEN 1 AND 400),
    CONSTRAINT "chk_addresses_city" CHECK (length(city) BETWEEN 1 AND 100),
    CONSTRAINT "chk_addresses_region" CHECK (length(region) BETWEEN 1 AND 50),
    CONSTRAINT "chk_addresses_postal_code" CHECK (length(postal_code) BETWEEN 1 AND 20),
    CONSTRAINT "chk_addresses_country" CHECK (length(country) = 3 AND country = upper(country))
);

-- CreateTable
CREATE TABLE "account_settings" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "account_settings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_account_settings_name" CHECK (length(name) BETWEEN 1 AND 100)
);

-- CreateTable
CREATE TABLE "transactions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "card_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "spending_profile_rule_id" INTEGER,
    "lithic_transaction_token" TEXT NOT NULL,
    "lithic_transaction_token_index" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "decline_reason" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "merchant_amount" BIGINT NOT NULL,
    "merchant_currency" TEXT NOT NULL,
    "merchant_name" TEXT NOT NULL,
    "merchant_category" TEXT NOT NULL,
    "merchant_country" TEXT,
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
    CONSTRAINT "transactions_account_id_spending_profile_rule_id_fkey" FOREIGN KEY ("account_id", "spending_profile_rule_id") REFERENCES "spending_profile_rules" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_transactions_lithic_transaction_token" CHECK (length(lithic_transaction_token) BETWEEN 1 AND 400),
    CONSTRAINT "chk_transactions_lithic_transaction_token_index" CHECK (length(lithic_transaction_token_index) BETWEEN 43 AND 43),
    CONSTRAINT "chk_transactions_status" CHECK (status IN ('pending', 'settled', 'declined', 'voided', 'expired', 'returned')),
    CONSTRAINT "chk_transactions_decline_reason" CHECK (length(decline_reason) BETWEEN 1 AND 60),
    CONSTRAINT "chk_transactions_amount" CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_transactions_currency" CHECK (length(currency) = 3),
    CONSTRAINT "chk_transactions_merchant_amount" CHECK (merchant_amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT "chk_transactions_merchant_currency" CHECK (length(merchant_currency) = 3),
    CONSTRAINT "chk_transactions_merchant_name" CHECK (length(merchant_name) BETWEEN 1 AND 100),
    CONSTRAINT "chk_transactions_merchant_category" CHECK (length(merchant_category) = 4),
    CONSTRAINT "chk_transactions_merchant_country" CHECK (length(merchant_country) = 3),
    CONSTRAINT "chk_transactions_reason_to_decline" CHECK ((status = 'declined') = (decline_reason IS NOT NULL))
);

-- CreateTable
CREATE TABLE "transaction_events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "lithic_event_token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" TEXT,
    "amount" BIGINT NOT NULL,
    "occurred_at" DATETIME NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "transaction_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "transaction_events_account_id_transaction_id_fkey" FOREIGN KEY ("account_id", "transaction_id") REFERENCES "transactions" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_transaction_events_lithic_event_token_hash" CHECK (length(lithic_event_token_hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_transaction_events_kind" CHECK (kind IN ('authorization', 'authorization_advice', 'authorization_expiry', 'authorization_reversal', 'balance_inquiry', 'clearing', 'correction_credit', 'correction_debit', 'credit_authorization', 'financial_authorization', 'return', 'return_reversal', 'void', 'other')),
    CONSTRAINT "chk_transaction_events_result" CHECK (result IN ('approved', 'declined')),
    CONSTRAINT "chk_transaction_events_detail" CHECK (length(detail) BETWEEN 1 AND 60),
    CONSTRAINT "chk_transaction_events_amount" CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000)
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "received_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" DATETIME,
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

-- CreateTable
CREATE TABLE "lithic_operations" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
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
    CONSTRAINT "chk_lithic_operations_kind" CHECK (length(kind) BETWEEN 1 AND 60),
    CONSTRAINT "chk_lithic_operations_target_type" CHECK (length(target_type) BETWEEN 1 AND 60),
    CONSTRAINT "chk_lithic_operations_target_id" CHECK (length(target_id) BETWEEN 1 AND 40),
    CONSTRAINT "chk_lithic_operations_payload" CHECK (length(payload) BETWEEN 1 AND 100000),
    CONSTRAINT "chk_lithic_operations_idempotency_key" CHECK (length(idempotency_key) BETWEEN 36 AND 36),
    CONSTRAINT "chk_lithic_operations_status" CHECK (status IN ('waiting', 'running', 'unknown', 'done', 'refused', 'superseded')),
    CONSTRAINT "chk_lithic_operations_attempts" CHECK (attempts >= 0),
    CONSTRAINT "chk_lithic_operations_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_lithic_operations_last_error" CHECK (length(last_error) BETWEEN 1 AND 500),
    CONSTRAINT "chk_lithic_operations_lease" CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "last_seen_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" DATETIME NOT NULL,
    "authenticated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" DATETIME,
    "revoked_reason" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "sessions_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_sessions_token_hash" CHECK (length(token_hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_sessions_revoked_reason" CHECK (length(revoked_reason) BETWEEN 1 AND 100),
    CONSTRAINT "chk_sessions_ip" CHECK (length(ip) BETWEEN 1 AND 45),
    CONSTRAINT "chk_sessions_user_agent" CHECK (length(user_agent) BETWEEN 1 AND 300),
    CONSTRAINT "chk_sessions_reason_to_revoke" CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);

-- CreateTable
CREATE TABLE "sign_in_tokens" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "sign_in_tokens_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "sign_in_tokens_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_sign_in_tokens_purpose" CHECK (purpose IN ('invitation', 'password_reset')),
    CONSTRAINT "chk_sign_in_tokens_token_hash" CHECK (length(token_hash) BETWEEN 43 AND 43)
);

-- CreateTable
CREATE TABLE "second_factors" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "credential_hash" TEXT,
    "last_counter" BIGINT NOT NULL DEFAULT 0,
    "confirmed_at" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "second_factors_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "second_factors_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_second_factors_kind" CHECK (kind IN ('totp', 'passkey')),
    CONSTRAINT "chk_second_factors_label" CHECK (length(label) BETWEEN 1 AND 50),
    CONSTRAINT "chk_second_factors_secret" CHECK (length(secret) BETWEEN 1 AND 4000),
    CONSTRAINT "chk_second_factors_credential_hash" CHECK (length(credential_hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_second_factors_last_counter" CHECK (last_counter >= 0),
    CONSTRAINT "chk_second_factors_credential" CHECK ((kind = 'passkey') = (credential_hash IS NOT NULL))
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "recovery_codes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "recovery_codes_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_recovery_codes_code_hash" CHECK (length(code_hash) BETWEEN 43 AND 100)
);

-- CreateTable
CREATE TABLE "password_history" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "password_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "password_history_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "password_history_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_password_history_password_hash" CHECK (length(password_hash) BETWEEN 60 AND 100)
);

-- CreateTable
CREATE TABLE "search_words" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "target_type" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "target_made" DATETIME NOT NULL,
    "target_id" INTEGER NOT NULL,
    CONSTRAINT "search_words_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_search_words_target_type" CHECK (target_type IN ('Card', 'User')),
    CONSTRAINT "chk_search_words_word" CHECK (length(word) BETWEEN 1 AND 50)
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "idempotency_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_idempotency_keys_actor" CHECK (length(actor) BETWEEN 1 AND 60),
    CONSTRAINT "chk_idempotency_keys_key" CHECK (length(key) BETWEEN 1 AND 200),
    CONSTRAINT "chk_idempotency_keys_command" CHECK (length(command) BETWEEN 1 AND 60),
    CONSTRAINT "chk_idempotency_keys_input_hash" CHECK (length(input_hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_idempotency_keys_answer" CHECK (length(answer) BETWEEN 1 AND 100000)
);

-- CreateTable
CREATE TABLE "audit_heads" (
    "account_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "audit_heads_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_audit_heads_seq" CHECK (seq >= 0),
    CONSTRAINT "chk_audit_heads_hash" CHECK (length(hash) BETWEEN 0 AND 43)
);

-- CreateTable
CREATE TABLE "audit_logs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "occurred_at" DATETIME NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_user_id" INTEGER,
    "actor_label" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "reason" TEXT,
    "outcome" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "audit_logs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_audit_logs_seq" CHECK (seq > 0),
    CONSTRAINT "chk_audit_logs_actor_kind" CHECK (actor_kind IN ('user', 'system')),
    CONSTRAINT "chk_audit_logs_actor_label" CHECK (length(actor_label) BETWEEN 1 AND 254),
    CONSTRAINT "chk_audit_logs_actor_role" CHECK (actor_role IN ('owner', 'admin', 'user', 'analyst', 'operator', 'system')),
    CONSTRAINT "chk_audit_logs_ip" CHECK (length(ip) BETWEEN 1 AND 45),
    CONSTRAINT "chk_audit_logs_user_agent" CHECK (length(user_agent) BETWEEN 1 AND 300),
    CONSTRAINT "chk_audit_logs_request_id" CHECK (length(request_id) BETWEEN 1 AND 64),
    CONSTRAINT "chk_audit_logs_action" CHECK (length(action) BETWEEN 1 AND 60),
    CONSTRAINT "chk_audit_logs_target_type" CHECK (length(target_type) BETWEEN 1 AND 60),
    CONSTRAINT "chk_audit_logs_target_id" CHECK (length(target_id) BETWEEN 1 AND 40),
    CONSTRAINT "chk_audit_logs_changes" CHECK (length(changes) BETWEEN 2 AND 1000000),
    CONSTRAINT "chk_audit_logs_reason" CHECK (length(reason) BETWEEN 1 AND 500),
    CONSTRAINT "chk_audit_logs_outcome" CHECK (outcome IN ('done', 'refused')),
    CONSTRAINT "chk_audit_logs_prev_hash" CHECK (length(prev_hash) BETWEEN 0 AND 43),
    CONSTRAINT "chk_audit_logs_hash" CHECK (length(hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_audit_logs_key_id" CHECK (length(key_id) BETWEEN 1 AND 20)
);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "account_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "audit_checkpoints_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_audit_checkpoints_seq" CHECK (seq > 0),
    CONSTRAINT "chk_audit_checkpoints_hash" CHECK (length(hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_audit_checkpoints_signature" CHECK (length(signature) BETWEEN 86 AND 88)
);

-- CreateIndex
CREATE UNIQUE INDEX "idx_accounts_lithic_token" ON "accounts"("lithic_account_token_index");

-- CreateIndex
CREATE INDEX "idx_accounts_status" ON "accounts"("status", "id");

-- CreateIndex
CREATE INDEX "idx_accounts_name" ON "accounts"("business_name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_one_platform" ON "accounts"("account_type") WHERE account_type = 'platform' AND deleted_at IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "idx_users_lithic_token" ON "users"("lithic_account_token_index");

-- CreateIndex
CREATE INDEX "idx_users_role" ON "users"("account_id", "role", "name", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_users_status" ON "users"("account_id", "status", "name", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_users_name" ON "users"("account_id", "name", "id", "deleted_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_account_id_key" ON "users"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE deleted_at IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "idx_cards_lithic_token" ON "cards"("lithic_card_token_index");

-- CreateIndex
CREATE INDEX "idx_cards_status" ON "cards"("status", "id");

-- CreateIndex
CREATE INDEX "idx_cards_account_status_created" ON "cards"("account_id", "status", "created_at", "id", "card_type", "form", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_account_created" ON "cards"("account_id", "created_at", "id", "card_type", "form", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_account_memo" ON "cards"("account_id", "memo", "id", "status", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_user" ON "cards"("account_id", "user_id", "created_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_spending_profile" ON "cards"("account_id", "spending_profile_id", "created_at", "id", "deleted_at");

-- CreateIndex
CREATE UNIQUE INDEX "cards_account_id_key" ON "cards"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "spending_profiles_account_id_key" ON "spending_profiles"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "spending_profiles_name_live" ON "spending_profiles"("account_id", "name") WHERE deleted_at IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "idx_spending_profiles_lithic_token" ON "spending_profile_rules"("lithic_auth_rule_token_index");

-- CreateIndex
CREATE UNIQUE INDEX "spending_profile_rules_account_id_key" ON "spending_profile_rules"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "spending_profile_rules_kind_live" ON "spending_profile_rules"("account_id", "spending_profile_id", "kind") WHERE deleted_at IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "card_products_account_id_key" ON "card_products"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "card_products_name_live" ON "card_products"("account_id", "name") WHERE deleted_at IS NULL;

-- CreateIndex
CREATE INDEX "idx_addresses_user" ON "addresses"("account_id", "user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "addresses_account_id_key" ON "addresses"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "account_settings_name_live" ON "account_settings"("account_id", "name") WHERE deleted_at IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "idx_transactions_lithic_token" ON "transactions"("lithic_transaction_token_index");

-- CreateIndex
CREATE INDEX "idx_transactions_account_occurred" ON "transactions"("account_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "idx_transactions_card" ON "transactions"("account_id", "card_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "idx_transactions_user" ON "transactions"("account_id", "user_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "idx_transactions_account_status" ON "transactions"("account_id", "status", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "idx_transactions_rule" ON "transactions"("account_id", "spending_profile_rule_id", "occurred_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_account_id_key" ON "transactions"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_transaction_events_lithic_token" ON "transaction_events"("lithic_event_token_hash");

-- CreateIndex
CREATE INDEX "idx_transaction_events_transaction" ON "transaction_events"("account_id", "transaction_id", "occurred_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_webhook_events_message" ON "webhook_events"("message_id");

-- CreateIndex
CREATE INDEX "idx_webhook_events_status" ON "webhook_events"("status", "received_at", "id");

-- CreateIndex
CREATE INDEX "idx_webhook_events_account" ON "webhook_events"("account_id", "received_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_lithic_operations_key" ON "lithic_operations"("idempotency_key");

-- CreateIndex
CREATE INDEX "idx_lithic_operations_due" ON "lithic_operations"("status", "next_attempt_at", "id");

-- CreateIndex
CREATE INDEX "idx_lithic_operations_target" ON "lithic_operations"("account_id", "target_type", "target_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_sessions_token" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "idx_sessions_user" ON "sessions"("account_id", "user_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_sign_in_tokens_token" ON "sign_in_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "idx_sign_in_tokens_user" ON "sign_in_tokens"("account_id", "user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_second_factors_credential" ON "second_factors"("credential_hash");

-- CreateIndex
CREATE INDEX "idx_second_factors_user" ON "second_factors"("account_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "idx_recovery_codes_user" ON "recovery_codes"("account_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "idx_password_history_user" ON "password_history"("account_id", "user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "idx_search_words_target" ON "search_words"("account_id", "target_type", "target_id", "word");

-- CreateIndex
CREATE UNIQUE INDEX "search_words_word_key" ON "search_words"("account_id", "target_type", "word", "target_made", "target_id");

-- CreateIndex
CREATE UNIQUE INDEX "idempotency_keys_key" ON "idempotency_keys"("account_id", "actor", "key");

-- CreateIndex
CREATE INDEX "idx_audit_logs_target" ON "audit_logs"("account_id", "target_type", "target_id", "seq");

-- CreateIndex
CREATE INDEX "idx_audit_logs_actor" ON "audit_logs"("account_id", "actor_user_id", "seq");

-- CreateIndex
CREATE INDEX "idx_audit_logs_action" ON "audit_logs"("account_id", "action", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_logs_seq_key" ON "audit_logs"("account_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_checkpoints_seq_key" ON "audit_checkpoints"("account_id", "seq");

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
