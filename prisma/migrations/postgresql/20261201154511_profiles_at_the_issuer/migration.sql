ALTER TABLE "spending_profile_rules" DROP CONSTRAINT IF EXISTS "chk_spending_profile_rules_kind";
ALTER TABLE "spending_profile_rules" DROP CONSTRAINT IF EXISTS "chk_spending_profile_rules_status";
ALTER TABLE "lithic_operations" DROP CONSTRAINT IF EXISTS "chk_lithic_operations_target";

-- DropIndex
DROP INDEX "spending_profile_rules_kind_live";

-- DropIndex
DROP INDEX "idx_lithic_operations_user";

-- AlterTable
ALTER TABLE "cards" ADD COLUMN     "desired_spending_profile_id" INTEGER,
ADD COLUMN     "profile_desired_at" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "spending_profiles" ADD COLUMN     "active_version" INTEGER,
ADD COLUMN     "allowed_countries" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "blocked_countries" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "cash" TEXT NOT NULL DEFAULT 'allowed',
ADD COLUMN     "channel" TEXT NOT NULL DEFAULT 'any',
ADD COLUMN     "daily_count" INTEGER,
ADD COLUMN     "issuer_message" TEXT,
ADD COLUMN     "merchants" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "monthly_count" INTEGER,
ADD COLUMN     "rules_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'draft',
ADD COLUMN     "status_since" TIMESTAMP(3),
ADD COLUMN     "weekly_count" INTEGER,
ADD COLUMN     "yearly_count" INTEGER;

-- AlterTable
ALTER TABLE "spending_profile_rules" ADD COLUMN     "parameters" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "profile_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "lithic_operations" ADD COLUMN     "spending_profile_id" INTEGER;

-- CreateIndex
CREATE INDEX "idx_cards_desired_profile" ON "cards"("account_id", "desired_spending_profile_id") WHERE (desired_spending_profile_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "spending_profile_rules_kind_live" ON "spending_profile_rules"("account_id", "spending_profile_id", "profile_version", "kind") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE INDEX "idx_lithic_operations_user" ON "lithic_operations"("account_id", "user_id", "id") WHERE (card_id IS NULL AND spending_profile_id IS NULL);

-- CreateIndex
CREATE INDEX "idx_lithic_operations_profile" ON "lithic_operations"("account_id", "spending_profile_id", "id") WHERE (spending_profile_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_account_id_desired_spending_profile_id_fkey" FOREIGN KEY ("account_id", "desired_spending_profile_id") REFERENCES "spending_profiles"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lithic_operations" ADD CONSTRAINT "lithic_operations_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_status" CHECK (status IN ('draft', 'shadow', 'activating', 'active', 'inactive'));
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_rules_version" CHECK (rules_version >= 1);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_issuer_message" CHECK (length(issuer_message) BETWEEN 1 AND 300);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_cash" CHECK (cash IN ('allowed', 'blocked'));
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_channel" CHECK (channel IN ('any', 'in_person', 'online'));
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_daily_count" CHECK (daily_count BETWEEN 1 AND 1000000);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_weekly_count" CHECK (weekly_count BETWEEN 1 AND 1000000);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_monthly_count" CHECK (monthly_count BETWEEN 1 AND 1000000);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_yearly_count" CHECK (yearly_count BETWEEN 1 AND 1000000);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_counts_rise" CHECK (daily_count <= weekly_count AND daily_count <= monthly_count AND daily_count <= yearly_count AND weekly_count <= monthly_count AND weekly_count <= yearly_count AND monthly_count <= yearly_count);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_versions" CHECK (active_version IS NULL OR active_version BETWEEN 1 AND rules_version);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_active" CHECK (status <> 'active' OR (active_version IS NOT NULL AND active_version = rules_version));
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_profile_version" CHECK (profile_version >= 1);
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_kind" CHECK (kind IN ('allowed_categories', 'blocked_categories', 'allowed_countries', 'blocked_countries', 'merchants', 'cash', 'channel', 'per_transaction', 'daily', 'weekly', 'monthly', 'yearly'));
ALTER TABLE "spending_profile_rules" ADD CONSTRAINT "chk_spending_profile_rules_status" CHECK (status IN ('waiting', 'shadow', 'active', 'retired'));
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_target" CHECK ((card_id IS NULL OR user_id IS NULL) AND (spending_profile_id IS NULL OR (card_id IS NULL AND user_id IS NULL)));
CREATE FUNCTION "chk_spending_profiles_country_codes"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN IF jsonb_typeof(NEW.allowed_countries) <> 'array' OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.allowed_countries) c WHERE c !~ '^[A-Z]{3}$') OR jsonb_typeof(NEW.blocked_countries) <> 'array' OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.blocked_countries) c WHERE c !~ '^[A-Z]{3}$') THEN RAISE EXCEPTION 'chk_spending_profiles_country_codes' USING ERRCODE = '23514', CONSTRAINT = 'chk_spending_profiles_country_codes'; END IF; RETURN NEW; END $$;
CREATE TRIGGER "chk_spending_profiles_country_codes" BEFORE INSERT OR UPDATE ON "spending_profiles" FOR EACH ROW EXECUTE FUNCTION "chk_spending_profiles_country_codes"();
CREATE FUNCTION "chk_spending_profiles_countries_disjoint"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN IF EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.allowed_countries) a JOIN jsonb_array_elements_text(NEW.blocked_countries) b ON a = b) THEN RAISE EXCEPTION 'chk_spending_profiles_countries_disjoint' USING ERRCODE = '23514', CONSTRAINT = 'chk_spending_profiles_countries_disjoint'; END IF; RETURN NEW; END $$;
CREATE TRIGGER "chk_spending_profiles_countries_disjoint" BEFORE INSERT OR UPDATE ON "spending_profiles" FOR EACH ROW EXECUTE FUNCTION "chk_spending_profiles_countries_disjoint"();
