-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "accounts" (
    "id" SERIAL NOT NULL,
    "business_name" TEXT NOT NULL,
    "owner_email" TEXT NOT NULL,
    "lithic_account_token" TEXT,
    "lithic_account_token_index" TEXT,
    "lithic_account_holder_token" TEXT,
    "lithic_financial_account_token" TEXT,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "balance_as_of" TIMESTAMP(3),
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "account_type" TEXT NOT NULL DEFAULT 'business',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "suspended_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
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
    "password_changed_at" TIMESTAMP(3),
    "last_login_at" TIMESTAMP(3),
    "login_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cards" (
    "id" SERIAL NOT NULL,
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
    "wanted_at" TIMESTAMP(3),
    "issuer_message" TEXT,
    "memo" TEXT NOT NULL DEFAULT '',
    "last_four" TEXT,
    "spend_limit" BIGINT,
    "spend_limit_duration" TEXT,
    "frozen_at" TIMESTAMP(3),
    "frozen_reason" TEXT,
    "frozen_by_role" TEXT,
    "frozen_by_user_id" INTEGER,
    "closed_at" TIMESTAMP(3),
    "closed_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spending_profiles" (
    "id" SERIAL NOT NULL,
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
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "spending_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spending_profile_rules" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "spending_profile_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "lithic_auth_rule_token" TEXT,
    "lithic_auth_rule_token_index" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "spending_profile_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card_products" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "form" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "lithic_product_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "card_products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addresses" (
    "id" SERIAL NOT NULL,
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
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "addresses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_settings" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "account_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transactions" (
    "id" TEXT NOT NULL,
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
    "occurred_at" TIMESTAMP(3) NOT NULL,
    "settled_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction_events" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "lithic_event_token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" TEXT,
    "amount" BIGINT NOT NULL,
    "occurred_at" TIMESTAMP(3) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transaction_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "message_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "received_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lithic_operations" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "key_made_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMP(3),
    "last_error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "lithic_operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "last_seen_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "authenticated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMP(3),
    "revoked_reason" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_tokens" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "sign_in_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "credential_hash" TEXT,
    "last_counter" BIGINT NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_history" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "password_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "password_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_words" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "target_type" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "target_made" TIMESTAMP(3) NOT NULL,
    "target_id" INTEGER NOT NULL,

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_heads" (
    "account_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "audit_logs" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "occurred_at" TIMESTAMP(3) NOT NULL,
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
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "idx_accounts_lithic_token" ON "accounts"("lithic_account_token_index");

-- CreateIndex
CREATE INDEX "idx_accounts_status" ON "accounts"("status", "id");

-- CreateIndex
CREATE INDEX "idx_accounts_name" ON "accounts"("business_name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_one_platform" ON "accounts"("account_type") WHERE (account_type = 'platform' AND deleted_at IS NULL);

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
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE (deleted_at IS NULL);

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
CREATE UNIQUE INDEX "spending_profiles_name_live" ON "spending_profiles"("account_id", "name") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "idx_spending_profiles_lithic_token" ON "spending_profile_rules"("lithic_auth_rule_token_index");

-- CreateIndex
CREATE UNIQUE INDEX "spending_profile_rules_account_id_key" ON "spending_profile_rules"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "spending_profile_rules_kind_live" ON "spending_profile_rules"("account_id", "spending_profile_id", "kind") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "card_products_account_id_key" ON "card_products"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "card_products_name_live" ON "card_products"("account_id", "name") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE INDEX "idx_addresses_user" ON "addresses"("account_id", "user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "addresses_account_id_key" ON "addresses"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "account_settings_name_live" ON "account_settings"("account_id", "name") WHERE (deleted_at IS NULL);

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

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_lost_spending_profile_id_fkey" FOREIGN KEY ("account_id", "lost_spending_profile_id") REFERENCES "spending_profiles"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_card_product_id_fkey" FOREIGN KEY ("account_id", "card_product_id") REFERENCES "card_products"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_shipping_address_id_fkey" FOREIGN KEY ("account_id", "shipping_address_id") REFERENCES "addresses"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_replaces_card_id_fkey" FOREIGN KEY ("account_id", "replaces_card_id") REFERENCES "cards"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "spending_profiles" ADD CONSTRAINT "spending_profiles_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "spending_profile_rules_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "spending_profile_rules_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "card_products" ADD CONSTRAINT "card_products_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "account_settings" ADD CONSTRAINT "account_settings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_spending_profile_rule_id_fkey" FOREIGN KEY ("account_id", "spending_profile_rule_id") REFERENCES "spending_profile_rules"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transaction_events" ADD CONSTRAINT "transaction_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transaction_events" ADD CONSTRAINT "transaction_events_account_id_transaction_id_fkey" FOREIGN KEY ("account_id", "transaction_id") REFERENCES "transactions"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lithic_operations" ADD CONSTRAINT "lithic_operations_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "sign_in_tokens_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "sign_in_tokens_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_logs" ADD CONSTRAINT "audit_logs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "audit_checkpoints_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_business_name" CHECK (length(business_name) BETWEEN 1 AND 100);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_owner_email" CHECK (length(owner_email) BETWEEN 3 AND 254 AND owner_email LIKE '_%@_%' AND owner_email NOT LIKE '%@%@%' AND owner_email NOT LIKE '% %' AND owner_email = lower(owner_email));
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_lithic_account_token" CHECK (length(lithic_account_token) BETWEEN 1 AND 400);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_lithic_account_token_index" CHECK (length(lithic_account_token_index) BETWEEN 43 AND 43);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_lithic_account_holder_token" CHECK (length(lithic_account_holder_token) BETWEEN 1 AND 400);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_lithic_financial_account_token" CHECK (length(lithic_financial_account_token) BETWEEN 1 AND 400);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_balance" CHECK (balance BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_currency" CHECK (length(currency) = 3 AND currency = upper(currency));
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_account_type" CHECK (account_type IN ('business', 'platform'));
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_status" CHECK (status IN ('pending', 'active', 'suspended', 'closed'));
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_suspended_reason" CHECK (length(suspended_reason) BETWEEN 1 AND 500);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL));
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_reason_to_suspend" CHECK ((status = 'suspended') = (suspended_reason IS NOT NULL));
ALTER TABLE "users" ADD CONSTRAINT "chk_users_email" CHECK (length(email) BETWEEN 3 AND 254 AND email LIKE '_%@_%' AND email NOT LIKE '%@%@%' AND email NOT LIKE '% %' AND email = lower(email));
ALTER TABLE "users" ADD CONSTRAINT "chk_users_name" CHECK (length(name) BETWEEN 1 AND 100);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_role" CHECK (role IN ('owner', 'admin', 'user', 'analyst', 'operator'));
ALTER TABLE "users" ADD CONSTRAINT "chk_users_status" CHECK (status IN ('invited', 'active', 'deactivated'));
ALTER TABLE "users" ADD CONSTRAINT "chk_users_phone" CHECK (length(phone) BETWEEN 1 AND 400);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_lithic_account_holder_token" CHECK (length(lithic_account_holder_token) BETWEEN 1 AND 400);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_lithic_account_token" CHECK (length(lithic_account_token) BETWEEN 1 AND 400);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_lithic_account_token_index" CHECK (length(lithic_account_token_index) BETWEEN 43 AND 43);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_password_hash" CHECK (length(password_hash) BETWEEN 60 AND 100);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_login_attempts" CHECK (login_attempts BETWEEN 0 AND 10);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_lithic_card_token" CHECK (length(lithic_card_token) BETWEEN 1 AND 400);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_lithic_card_token_index" CHECK (length(lithic_card_token_index) BETWEEN 43 AND 43);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_card_type" CHECK (card_type IN ('debit', 'reloadable'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_form" CHECK (form IN ('virtual', 'physical'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_status" CHECK (status IN ('pending', 'active', 'frozen', 'inactive'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_wanted_status" CHECK (wanted_status IN ('active', 'frozen', 'inactive'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_issuer_message" CHECK (length(issuer_message) BETWEEN 1 AND 300);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_memo" CHECK (length(memo) BETWEEN 0 AND 50);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_last_four" CHECK (length(last_four) = 4);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_spend_limit" CHECK (spend_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_spend_limit_duration" CHECK (spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_frozen_reason" CHECK (length(frozen_reason) BETWEEN 1 AND 200);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_frozen_by_role" CHECK (frozen_by_role IN ('owner', 'admin', 'user', 'operator', 'system'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_closed_reason" CHECK (length(closed_reason) BETWEEN 1 AND 200);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_token_indexed" CHECK ((lithic_card_token IS NULL) = (lithic_card_token_index IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_issued" CHECK (status = 'pending' OR closed_at IS NOT NULL OR (lithic_card_token IS NOT NULL AND last_four IS NOT NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_limit_window" CHECK ((spend_limit IS NULL) = (spend_limit_duration IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_reloadable_limit" CHECK (card_type <> 'reloadable' OR spend_limit_duration IS NULL OR spend_limit_duration = 'forever');
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_shipping" CHECK (form = 'physical' OR shipping_address_id IS NULL);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_frozen" CHECK ((frozen_at IS NOT NULL) = (status = 'frozen' OR coalesce(wanted_status, '') = 'frozen'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_reason_to_freeze" CHECK ((frozen_at IS NULL AND frozen_reason IS NULL AND frozen_by_role IS NULL) OR (frozen_at IS NOT NULL AND frozen_reason IS NOT NULL AND frozen_by_role IS NOT NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_closed" CHECK ((closed_at IS NOT NULL) = (status = 'inactive' OR coalesce(wanted_status, '') = 'inactive'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_closed_is_final" CHECK (status <> 'inactive' OR wanted_status IS NULL);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_wanted" CHECK ((wanted_status IS NULL) = (wanted_at IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_not_itself" CHECK (replaces_card_id IS NULL OR replaces_card_id <> id);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_name" CHECK (length(name) BETWEEN 1 AND 100);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_description" CHECK (length(description) BETWEEN 1 AND 500);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_per_transaction_limit" CHECK (per_transaction_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_daily_limit" CHECK (daily_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_weekly_limit" CHECK (weekly_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_monthly_limit" CHECK (monthly_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_yearly_limit" CHECK (yearly_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_limits_rise" CHECK (per_transaction_limit <= daily_limit AND per_transaction_limit <= weekly_limit AND per_transaction_limit <= monthly_limit AND per_transaction_limit <= yearly_limit AND daily_limit <= weekly_limit AND daily_limit <= monthly_limit AND daily_limit <= yearly_limit AND weekly_limit <= monthly_limit AND weekly_limit <= yearly_limit AND monthly_limit <= yearly_limit);
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_kind" CHECK (kind IN ('allowed_categories', 'blocked_categories', 'per_transaction', 'daily', 'weekly', 'monthly', 'yearly'));
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_status" CHECK (status IN ('waiting', 'draft', 'shadow', 'active', 'retired'));
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_lithic_auth_rule_token" CHECK (length(lithic_auth_rule_token) BETWEEN 1 AND 400);
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_lithic_auth_rule_token_index" CHECK (length(lithic_auth_rule_token_index) BETWEEN 43 AND 43);
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_token_indexed" CHECK ((lithic_auth_rule_token IS NULL) = (lithic_auth_rule_token_index IS NULL));
ALTER TABLE "card_products" ADD CONSTRAINT "chk_card_products_name" CHECK (length(name) BETWEEN 1 AND 100);
ALTER TABLE "card_products" ADD CONSTRAINT "chk_card_products_description" CHECK (length(description) BETWEEN 1 AND 500);
ALTER TABLE "card_products" ADD CONSTRAINT "chk_card_products_form" CHECK (form IN ('virtual', 'physical'));
ALTER TABLE "card_products" ADD CONSTRAINT "chk_card_products_status" CHECK (status IN ('active', 'retired'));
ALTER TABLE "card_products" ADD CONSTRAINT "chk_card_products_lithic_product_id" CHECK (length(lithic_product_id) BETWEEN 1 AND 400);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_label" CHECK (length(label) BETWEEN 1 AND 50);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_line1" CHECK (length(line1) BETWEEN 1 AND 400);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_line2" CHECK (length(line2) BETWEEN 1 AND 400);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_city" CHECK (length(city) BETWEEN 1 AND 100);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_region" CHECK (length(region) BETWEEN 1 AND 50);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_postal_code" CHECK (length(postal_code) BETWEEN 1 AND 20);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_country" CHECK (length(country) = 3 AND country = upper(country));
ALTER TABLE "account_settings" ADD CONSTRAINT "chk_account_settings_name" CHECK (length(name) BETWEEN 1 AND 100);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_lithic_transaction_token" CHECK (length(lithic_transaction_token) BETWEEN 1 AND 400);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_lithic_transaction_token_index" CHECK (length(lithic_transaction_token_index) BETWEEN 43 AND 43);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_status" CHECK (status IN ('pending', 'settled', 'declined', 'voided', 'expired', 'returned'));
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_decline_reason" CHECK (length(decline_reason) BETWEEN 1 AND 60);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_amount" CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_currency" CHECK (length(currency) = 3);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_amount" CHECK (merchant_amount BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_currency" CHECK (length(merchant_currency) = 3);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_name" CHECK (length(merchant_name) BETWEEN 1 AND 100);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_category" CHECK (length(merchant_category) = 4);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_country" CHECK (length(merchant_country) = 3);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_reason_to_decline" CHECK ((status = 'declined') = (decline_reason IS NOT NULL));
ALTER TABLE "transaction_events" ADD CONSTRAINT "chk_transaction_events_lithic_event_token_hash" CHECK (length(lithic_event_token_hash) BETWEEN 43 AND 43);
ALTER TABLE "transaction_events" ADD CONSTRAINT "chk_transaction_events_kind" CHECK (kind IN ('authorization', 'authorization_advice', 'authorization_expiry', 'authorization_reversal', 'balance_inquiry', 'clearing', 'correction_credit', 'correction_debit', 'credit_authorization', 'financial_authorization', 'return', 'return_reversal', 'void', 'other'));
ALTER TABLE "transaction_events" ADD CONSTRAINT "chk_transaction_events_result" CHECK (result IN ('approved', 'declined'));
ALTER TABLE "transaction_events" ADD CONSTRAINT "chk_transaction_events_detail" CHECK (length(detail) BETWEEN 1 AND 60);
ALTER TABLE "transaction_events" ADD CONSTRAINT "chk_transaction_events_amount" CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_message_id" CHECK (length(message_id) BETWEEN 1 AND 100);
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_event_type" CHECK (length(event_type) BETWEEN 1 AND 100);
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_body" CHECK (length(body) BETWEEN 1 AND 400000);
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_status" CHECK (status IN ('received', 'done', 'failed', 'ignored', 'quarantined'));
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_attempts" CHECK (attempts BETWEEN 0 AND 1000);
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_last_error" CHECK (length(last_error) BETWEEN 1 AND 500);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_kind" CHECK (length(kind) BETWEEN 1 AND 60);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_target_type" CHECK (length(target_type) BETWEEN 1 AND 60);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_target_id" CHECK (length(target_id) BETWEEN 1 AND 40);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_payload" CHECK (length(payload) BETWEEN 1 AND 100000);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_idempotency_key" CHECK (length(idempotency_key) BETWEEN 36 AND 36);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_status" CHECK (status IN ('waiting', 'running', 'unknown', 'done', 'refused', 'superseded'));
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_attempts" CHECK (attempts >= 0);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_last_error" CHECK (length(last_error) BETWEEN 1 AND 500);
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_lease" CHECK ((lease_owner IS NULL) = (lease_until IS NULL));
ALTER TABLE "sessions" ADD CONSTRAINT "chk_sessions_token_hash" CHECK (length(token_hash) BETWEEN 43 AND 43);
ALTER TABLE "sessions" ADD CONSTRAINT "chk_sessions_revoked_reason" CHECK (length(revoked_reason) BETWEEN 1 AND 100);
ALTER TABLE "sessions" ADD CONSTRAINT "chk_sessions_ip" CHECK (length(ip) BETWEEN 1 AND 45);
ALTER TABLE "sessions" ADD CONSTRAINT "chk_sessions_user_agent" CHECK (length(user_agent) BETWEEN 1 AND 300);
ALTER TABLE "sessions" ADD CONSTRAINT "chk_sessions_reason_to_revoke" CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL));
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_purpose" CHECK (purpose IN ('invitation', 'password_reset'));
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_token_hash" CHECK (length(token_hash) BETWEEN 43 AND 43);
ALTER TABLE "second_factors" ADD CONSTRAINT "chk_second_factors_kind" CHECK (kind IN ('totp', 'passkey'));
ALTER TABLE "second_factors" ADD CONSTRAINT "chk_second_factors_label" CHECK (length(label) BETWEEN 1 AND 50);
ALTER TABLE "second_factors" ADD CONSTRAINT "chk_second_factors_secret" CHECK (length(secret) BETWEEN 1 AND 4000);
ALTER TABLE "second_factors" ADD CONSTRAINT "chk_second_factors_credential_hash" CHECK (length(credential_hash) BETWEEN 43 AND 43);
ALTER TABLE "second_factors" ADD CONSTRAINT "chk_second_factors_last_counter" CHECK (last_counter >= 0);
ALTER TABLE "second_factors" ADD CONSTRAINT "chk_second_factors_credential" CHECK ((kind = 'passkey') = (credential_hash IS NOT NULL));
ALTER TABLE "recovery_codes" ADD CONSTRAINT "chk_recovery_codes_code_hash" CHECK (length(code_hash) BETWEEN 43 AND 100);
ALTER TABLE "password_history" ADD CONSTRAINT "chk_password_history_password_hash" CHECK (length(password_hash) BETWEEN 60 AND 100);
ALTER TABLE "search_words" ADD CONSTRAINT "chk_search_words_target_type" CHECK (target_type IN ('Card', 'User'));
ALTER TABLE "search_words" ADD CONSTRAINT "chk_search_words_word" CHECK (length(word) BETWEEN 1 AND 50);
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "chk_idempotency_keys_actor" CHECK (length(actor) BETWEEN 1 AND 60);
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "chk_idempotency_keys_key" CHECK (length(key) BETWEEN 1 AND 200);
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "chk_idempotency_keys_command" CHECK (length(command) BETWEEN 1 AND 60);
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "chk_idempotency_keys_input_hash" CHECK (length(input_hash) BETWEEN 43 AND 43);
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "chk_idempotency_keys_answer" CHECK (length(answer) BETWEEN 1 AND 100000);
ALTER TABLE "audit_heads" ADD CONSTRAINT "chk_audit_heads_seq" CHECK (seq >= 0);
ALTER TABLE "audit_heads" ADD CONSTRAINT "chk_audit_heads_hash" CHECK (length(hash) BETWEEN 0 AND 43);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_seq" CHECK (seq > 0);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_actor_kind" CHECK (actor_kind IN ('user', 'system'));
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_actor_label" CHECK (length(actor_label) BETWEEN 1 AND 254);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_actor_role" CHECK (actor_role IN ('owner', 'admin', 'user', 'analyst', 'operator', 'system'));
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_ip" CHECK (length(ip) BETWEEN 1 AND 45);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_user_agent" CHECK (length(user_agent) BETWEEN 1 AND 300);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_request_id" CHECK (length(request_id) BETWEEN 1 AND 64);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_action" CHECK (length(action) BETWEEN 1 AND 60);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_target_type" CHECK (length(target_type) BETWEEN 1 AND 60);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_target_id" CHECK (length(target_id) BETWEEN 1 AND 40);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_changes" CHECK (length(changes) BETWEEN 2 AND 1000000);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_reason" CHECK (length(reason) BETWEEN 1 AND 500);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_outcome" CHECK (outcome IN ('done', 'refused'));
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_prev_hash" CHECK (length(prev_hash) BETWEEN 0 AND 43);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_hash" CHECK (length(hash) BETWEEN 43 AND 43);
ALTER TABLE "audit_logs" ADD CONSTRAINT "chk_audit_logs_key_id" CHECK (length(key_id) BETWEEN 1 AND 20);
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "chk_audit_checkpoints_seq" CHECK (seq > 0);
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "chk_audit_checkpoints_hash" CHECK (length(hash) BETWEEN 43 AND 43);
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "chk_audit_checkpoints_signature" CHECK (length(signature) BETWEEN 86 AND 88);
ALTER TABLE "search_words" ALTER COLUMN "word" TYPE TEXT COLLATE "C";
CREATE FUNCTION "transaction_events_no_update"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'transaction_events_no_update' USING ERRCODE = '23514', CONSTRAINT = 'transaction_events_no_update'; END $$;
CREATE TRIGGER "transaction_events_no_update" BEFORE UPDATE ON "transaction_events" FOR EACH ROW EXECUTE FUNCTION "transaction_events_no_update"();
CREATE FUNCTION "transaction_events_no_delete"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'transaction_events_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'transaction_events_no_delete'; END $$;
CREATE TRIGGER "transaction_events_no_delete" BEFORE DELETE ON "transaction_events" FOR EACH ROW EXECUTE FUNCTION "transaction_events_no_delete"();
CREATE FUNCTION "transaction_events_no_truncate"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'transaction_events_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'transaction_events_no_truncate'; END $$;
CREATE TRIGGER "transaction_events_no_truncate" BEFORE TRUNCATE ON "transaction_events" FOR EACH STATEMENT EXECUTE FUNCTION "transaction_events_no_truncate"();
CREATE FUNCTION "idempotency_keys_no_update"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'idempotency_keys_no_update' USING ERRCODE = '23514', CONSTRAINT = 'idempotency_keys_no_update'; END $$;
CREATE TRIGGER "idempotency_keys_no_update" BEFORE UPDATE ON "idempotency_keys" FOR EACH ROW EXECUTE FUNCTION "idempotency_keys_no_update"();
CREATE FUNCTION "idempotency_keys_no_delete"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'idempotency_keys_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'idempotency_keys_no_delete'; END $$;
CREATE TRIGGER "idempotency_keys_no_delete" BEFORE DELETE ON "idempotency_keys" FOR EACH ROW EXECUTE FUNCTION "idempotency_keys_no_delete"();
CREATE FUNCTION "idempotency_keys_no_truncate"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'idempotency_keys_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'idempotency_keys_no_truncate'; END $$;
CREATE TRIGGER "idempotency_keys_no_truncate" BEFORE TRUNCATE ON "idempotency_keys" FOR EACH STATEMENT EXECUTE FUNCTION "idempotency_keys_no_truncate"();
CREATE FUNCTION "audit_logs_no_update"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_logs_no_update' USING ERRCODE = '23514', CONSTRAINT = 'audit_logs_no_update'; END $$;
CREATE TRIGGER "audit_logs_no_update" BEFORE UPDATE ON "audit_logs" FOR EACH ROW EXECUTE FUNCTION "audit_logs_no_update"();
CREATE FUNCTION "audit_logs_no_delete"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_logs_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'audit_logs_no_delete'; END $$;
CREATE TRIGGER "audit_logs_no_delete" BEFORE DELETE ON "audit_logs" FOR EACH ROW EXECUTE FUNCTION "audit_logs_no_delete"();
CREATE FUNCTION "audit_logs_no_truncate"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_logs_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'audit_logs_no_truncate'; END $$;
CREATE TRIGGER "audit_logs_no_truncate" BEFORE TRUNCATE ON "audit_logs" FOR EACH STATEMENT EXECUTE FUNCTION "audit_logs_no_truncate"();
CREATE FUNCTION "audit_checkpoints_no_update"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_checkpoints_no_update' USING ERRCODE = '23514', CONSTRAINT = 'audit_checkpoints_no_update'; END $$;
CREATE TRIGGER "audit_checkpoints_no_update" BEFORE UPDATE ON "audit_checkpoints" FOR EACH ROW EXECUTE FUNCTION "audit_checkpoints_no_update"();
CREATE FUNCTION "audit_checkpoints_no_delete"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_checkpoints_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'audit_checkpoints_no_delete'; END $$;
CREATE TRIGGER "audit_checkpoints_no_delete" BEFORE DELETE ON "audit_checkpoints" FOR EACH ROW EXECUTE FUNCTION "audit_checkpoints_no_delete"();
CREATE FUNCTION "audit_checkpoints_no_truncate"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_checkpoints_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'audit_checkpoints_no_truncate'; END $$;
CREATE TRIGGER "audit_checkpoints_no_truncate" BEFORE TRUNCATE ON "audit_checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION "audit_checkpoints_no_truncate"();
CREATE FUNCTION "chk_spending_profiles_category_codes"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN IF jsonb_typeof(NEW.allowed_categories) <> 'array' OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.allowed_categories) c WHERE c !~ '^[0-9]{4}$') OR jsonb_typeof(NEW.blocked_categories) <> 'array' OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.blocked_categories) c WHERE c !~ '^[0-9]{4}$') THEN RAISE EXCEPTION 'chk_spending_profiles_category_codes' USING ERRCODE = '23514', CONSTRAINT = 'chk_spending_profiles_category_codes'; END IF; RETURN NEW; END $$;
CREATE TRIGGER "chk_spending_profiles_category_codes" BEFORE INSERT OR UPDATE ON "spending_profiles" FOR EACH ROW EXECUTE FUNCTION "chk_spending_profiles_category_codes"();
CREATE FUNCTION "chk_spending_profiles_categories_disjoint"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN IF EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.allowed_categories) a JOIN jsonb_array_elements_text(NEW.blocked_categories) b ON a = b) THEN RAISE EXCEPTION 'chk_spending_profiles_categories_disjoint' USING ERRCODE = '23514', CONSTRAINT = 'chk_spending_profiles_categories_disjoint'; END IF; RETURN NEW; END $$;
CREATE TRIGGER "chk_spending_profiles_categories_disjoint" BEFORE INSERT OR UPDATE ON "spending_profiles" FOR EACH ROW EXECUTE FUNCTION "chk_spending_profiles_categories_disjoint"();
CREATE FUNCTION "accounts_start_chain"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN INSERT INTO audit_heads (account_id, seq, hash) VALUES (NEW.id, 0, ''); RETURN NULL; END $$;
CREATE TRIGGER "accounts_start_chain" AFTER INSERT ON "accounts" FOR EACH ROW EXECUTE FUNCTION "accounts_start_chain"();
CREATE FUNCTION "audit_logs_continue_chain"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN IF EXISTS (
  SELECT 1 FROM (SELECT account_id, seq, prev_hash, lag(seq) OVER chain AS last_seq, lag(hash) OVER chain AS last_hash
    FROM added WINDOW chain AS (PARTITION BY account_id ORDER BY seq)) a LEFT JOIN audit_heads h ON h.account_id = a.account_id
  WHERE h.account_id IS NULL OR a.seq <> COALESCE(a.last_seq, h.seq) + 1 OR a.prev_hash <> COALESCE(a.last_hash, h.hash)
) THEN RAISE EXCEPTION 'audit_logs_continue_chain' USING ERRCODE = '23514', CONSTRAINT = 'audit_logs_continue_chain'; END IF;
UPDATE audit_heads h SET seq = newest.seq, hash = newest.hash
  FROM (SELECT DISTINCT ON (account_id) account_id, seq, hash FROM added ORDER BY account_id, seq DESC) newest WHERE h.account_id = newest.account_id;
RETURN NULL; END $$;
CREATE TRIGGER "audit_logs_continue_chain" AFTER INSERT ON "audit_logs" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "audit_logs_continue_chain"();
CREATE FUNCTION "audit_heads_only_forward"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN IF pg_trigger_depth() < 2 OR NEW.seq <= OLD.seq THEN RAISE EXCEPTION 'audit_heads_only_forward' USING ERRCODE = '23514', CONSTRAINT = 'audit_heads_only_forward'; END IF; RETURN NEW; END $$;
CREATE TRIGGER "audit_heads_only_forward" BEFORE UPDATE ON "audit_heads" FOR EACH ROW EXECUTE FUNCTION "audit_heads_only_forward"();
CREATE FUNCTION "audit_heads_no_delete"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_heads_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'audit_heads_no_delete'; END $$;
CREATE TRIGGER "audit_heads_no_delete" BEFORE DELETE ON "audit_heads" FOR EACH ROW EXECUTE FUNCTION "audit_heads_no_delete"();
CREATE FUNCTION "audit_heads_no_truncate"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'audit_heads_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'audit_heads_no_truncate'; END $$;
CREATE TRIGGER "audit_heads_no_truncate" BEFORE TRUNCATE ON "audit_heads" FOR EACH STATEMENT EXECUTE FUNCTION "audit_heads_no_truncate"();
DO $$ BEGIN
  BEGIN CREATE ROLE portal_app NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  BEGIN CREATE ROLE portal_system NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT portal_app, portal_system TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO portal_app, portal_system', current_schema());
END $$;
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "accounts" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "accounts" TO portal_app USING (id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "accounts" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON "accounts" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "accounts" TO portal_system;
GRANT USAGE ON SEQUENCE "accounts_id_seq" TO portal_app, portal_system;
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "users" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "users" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "users" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "users" TO portal_system;
GRANT USAGE ON SEQUENCE "users_id_seq" TO portal_app, portal_system;
ALTER TABLE "cards" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cards" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "cards" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "cards" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "cards" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "cards" TO portal_system;
GRANT USAGE ON SEQUENCE "cards_id_seq" TO portal_app, portal_system;
ALTER TABLE "spending_profiles" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "spending_profiles" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "spending_profiles" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "spending_profiles" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "spending_profiles" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "spending_profiles" TO portal_system;
GRANT USAGE ON SEQUENCE "spending_profiles_id_seq" TO portal_app, portal_system;
ALTER TABLE "spending_profile_rules" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "spending_profile_rules" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "spending_profile_rules" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "spending_profile_rules" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "spending_profile_rules" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "spending_profile_rules" TO portal_system;
GRANT USAGE ON SEQUENCE "spending_profile_rules_id_seq" TO portal_app, portal_system;
ALTER TABLE "card_products" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "card_products" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "card_products" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "card_products" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "card_products" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "card_products" TO portal_system;
GRANT USAGE ON SEQUENCE "card_products_id_seq" TO portal_app, portal_system;
ALTER TABLE "addresses" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "addresses" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "addresses" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "addresses" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "addresses" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "addresses" TO portal_system;
GRANT USAGE ON SEQUENCE "addresses_id_seq" TO portal_app, portal_system;
ALTER TABLE "account_settings" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "account_settings" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "account_settings" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "account_settings" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "account_settings" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "account_settings" TO portal_system;
GRANT USAGE ON SEQUENCE "account_settings_id_seq" TO portal_app, portal_system;
ALTER TABLE "transactions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "transactions" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "transactions" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "transactions" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "transactions" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "transactions" TO portal_system;
ALTER TABLE "transaction_events" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "transaction_events" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "transaction_events" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "transaction_events" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "transaction_events" TO portal_app;
GRANT SELECT, INSERT ON "transaction_events" TO portal_system;
ALTER TABLE "webhook_events" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_events" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "webhook_events" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "webhook_events" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "webhook_events" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "webhook_events" TO portal_system;
ALTER TABLE "lithic_operations" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "lithic_operations" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "lithic_operations" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "lithic_operations" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "lithic_operations" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "lithic_operations" TO portal_system;
GRANT USAGE ON SEQUENCE "lithic_operations_id_seq" TO portal_app, portal_system;
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sessions" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "sessions" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "sessions" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "sessions" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "sessions" TO portal_system;
GRANT USAGE ON SEQUENCE "sessions_id_seq" TO portal_app, portal_system;
ALTER TABLE "sign_in_tokens" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sign_in_tokens" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "sign_in_tokens" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "sign_in_tokens" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "sign_in_tokens" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "sign_in_tokens" TO portal_system;
GRANT USAGE ON SEQUENCE "sign_in_tokens_id_seq" TO portal_app, portal_system;
ALTER TABLE "second_factors" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "second_factors" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "second_factors" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "second_factors" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "second_factors" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "second_factors" TO portal_system;
GRANT USAGE ON SEQUENCE "second_factors_id_seq" TO portal_app, portal_system;
ALTER TABLE "recovery_codes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "recovery_codes" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "recovery_codes" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "recovery_codes" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "recovery_codes" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "recovery_codes" TO portal_system;
GRANT USAGE ON SEQUENCE "recovery_codes_id_seq" TO portal_app, portal_system;
ALTER TABLE "password_history" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "password_history" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "password_history" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "password_history" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "password_history" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "password_history" TO portal_system;
GRANT USAGE ON SEQUENCE "password_history_id_seq" TO portal_app, portal_system;
ALTER TABLE "search_words" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_words" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "search_words" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "search_words" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_words" TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_words" TO portal_system;
GRANT USAGE ON SEQUENCE "search_words_id_seq" TO portal_app, portal_system;
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "idempotency_keys" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "idempotency_keys" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "idempotency_keys" TO portal_app;
GRANT SELECT, INSERT ON "idempotency_keys" TO portal_system;
ALTER TABLE "audit_heads" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_heads" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "audit_heads" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "audit_heads" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON "audit_heads" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "audit_heads" TO portal_system;
ALTER TABLE "audit_logs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_logs" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "audit_logs" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "audit_logs" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "audit_logs" TO portal_app;
GRANT SELECT, INSERT ON "audit_logs" TO portal_system;
ALTER TABLE "audit_checkpoints" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_checkpoints" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "audit_checkpoints" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "audit_checkpoints" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "audit_checkpoints" TO portal_app;
GRANT SELECT, INSERT ON "audit_checkpoints" TO portal_system;
