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
INSERT INTO "new_cards" ("id", "account_id", "user_id", "spending_profile_id", "lost_spending_profile_id", "card_product_id", "shipping_address_id", "shipped_at", "replaces_card_id", "replacement_reason", "lithic_card_token", "lithic_card_token_index", "card_type", "form", "status", "desired_status", "desired_at", "issuer_message", "memo", "memo_sort", "last_four", "spend_limit", "spend_limit_duration", "desired_spend_limit", "desired_spend_limit_duration", "limit_desired_at", "last_used_at", "frozen_at", "frozen_reason", "frozen_by_role", "frozen_by_user_id", "closed_at", "closed_reason", "confirmations", "version", "created_at", "updated_at", "deleted_at", "deletion_id") SELECT "id", "account_id", "user_id", "spending_profile_id", "lost_spending_profile_id", "card_product_id", "shipping_address_id", "shipped_at", "replaces_card_id", "replacement_reason", "lithic_card_token", "lithic_card_token_index", "card_type", "form", "status", "desired_status", "desired_at", "issuer_message", "memo", "memo_sort", "last_four", "spend_limit", "spend_limit_duration", "desired_spend_limit", "desired_spend_limit_duration", "limit_desired_at", "last_used_at", "frozen_at", "frozen_reason", "frozen_by_role", "frozen_by_user_id", "closed_at", "closed_reason", "confirmations", "version", "created_at", "updated_at", "deleted_at", "deletion_id" FROM "cards";
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
