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
ALTER TABLE "users" ADD COLUMN "time_zone" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
    "second_factor_since" DATETIME,
    "last_login_at" DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000+00:00',
    "time_zone" TEXT,
    "login_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" DATETIME,
    "confirm_attempts" INTEGER NOT NULL DEFAULT 0,
    "confirm_paused_until" DATETIME,
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
    CONSTRAINT "chk_users_time_zone" CHECK (length(time_zone) BETWEEN 1 AND 64),
    CONSTRAINT "chk_users_login_attempts" CHECK (login_attempts BETWEEN 0 AND 10),
    CONSTRAINT "chk_users_confirm_attempts" CHECK (confirm_attempts BETWEEN 0 AND 10),
    CONSTRAINT "chk_users_token_indexed" CHECK ((lithic_account_token IS NULL) = (lithic_account_token_index IS NULL)),
    CONSTRAINT "chk_users_whole_name" CHECK (name = CASE WHEN family_name = '' THEN given_name ELSE given_name || ' ' || family_name END)
);
INSERT INTO "new_users" ("id", "account_id", "email", "given_name", "family_name", "name", "name_sort", "role", "status", "phone", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "password_hash", "password_changed_at", "second_factor_since", "last_login_at", "time_zone", "login_attempts", "locked_until", "confirm_attempts", "confirm_paused_until", "version", "created_at", "updated_at", "deleted_at", "deletion_id") SELECT "id", "account_id", "email", "given_name", "family_name", "name", "name_sort", "role", "status", "phone", "lithic_account_holder_token", "lithic_account_token", "lithic_account_token_index", "password_hash", "password_changed_at", "second_factor_since", "last_login_at", "time_zone", "login_attempts", "locked_until", "confirm_attempts", "confirm_paused_until", "version", "created_at", "updated_at", "deleted_at", "deletion_id" FROM "users";
DROP TABLE "users";
ALTER TABLE "new_users" RENAME TO "users";
CREATE UNIQUE INDEX "idx_users_lithic_token" ON "users"("lithic_account_token_index");
CREATE INDEX "idx_users_email" ON "users"("email", "id");
CREATE INDEX "idx_users_role" ON "users"("account_id", "role", "name_sort", "id", "deleted_at");
CREATE INDEX "idx_users_status" ON "users"("account_id", "status", "name_sort", "id", "deleted_at");
CREATE INDEX "idx_users_name" ON "users"("account_id", "name_sort", "id", "deleted_at");
CREATE INDEX "idx_users_last_sign_in" ON "users"("account_id", "last_login_at", "id", "deleted_at");
CREATE INDEX "idx_users_removed" ON "users"("account_id", "name_sort", "id") WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX "users_account_id_key" ON "users"("account_id", "id");
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE deleted_at IS NULL AND password_hash IS NOT NULL;
CREATE UNIQUE INDEX "users_account_email_live" ON "users"("account_id", "email") WHERE deleted_at IS NULL;
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
