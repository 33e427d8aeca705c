ALTER TABLE "search_words" DROP CONSTRAINT IF EXISTS "chk_search_words_target_type";

-- DropIndex
DROP INDEX "idx_transactions_account_occurred";

-- DropIndex
DROP INDEX "idx_transactions_card";

-- DropIndex
DROP INDEX "idx_transactions_user";

-- DropIndex
DROP INDEX "idx_transactions_account_status";

-- AlterTable
ALTER TABLE "accounts" ALTER COLUMN "word_rules" SET DEFAULT 2;

-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "card_presence" TEXT,
ADD COLUMN     "decline_explanation" TEXT,
ADD COLUMN     "decline_reasons" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "entry_mode" TEXT,
ADD COLUMN     "listed_amount" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "merchant_acceptor_id" TEXT,
ADD COLUMN     "merchant_city" TEXT,
ADD COLUMN     "merchant_id" INTEGER,
ADD COLUMN     "merchant_region" TEXT,
ADD COLUMN     "pin" TEXT,
ADD COLUMN     "receipt" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "spending_profile_id" INTEGER,
ADD COLUMN     "wallet_type" TEXT;

-- AlterTable
ALTER TABLE "transaction_events" ADD COLUMN     "merchant_amount" BIGINT;

-- CreateTable
CREATE TABLE "merchants" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "merchants_account_id_key" ON "merchants"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "merchants_name_key" ON "merchants"("account_id", "name");

INSERT INTO "merchants" ("account_id", "name") SELECT DISTINCT "account_id", "merchant_name" FROM "transactions" ORDER BY 1, 2;
UPDATE "transactions" SET
  "merchant_id" = (SELECT m."id" FROM "merchants" m WHERE m."account_id" = "transactions"."account_id" AND m."name" = "transactions"."merchant_name"),
  "listed_amount" = CASE WHEN "amount" <> 0 THEN "amount" ELSE coalesce((SELECT e."amount" FROM "transaction_events" e
    WHERE e."account_id" = "transactions"."account_id" AND e."transaction_id" = "transactions"."id" ORDER BY e."occurred_at", e."id" LIMIT 1), 0) END;

-- CreateIndex
CREATE INDEX "idx_transactions_account_occurred" ON "transactions"("account_id", "occurred_at", "id", "status", "user_id", "card_id", "spending_profile_id", "merchant_id", "merchant_category", "decline_reason", "receipt", "listed_amount", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_amount" ON "transactions"("account_id", "listed_amount", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_card" ON "transactions"("account_id", "card_id", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_user" ON "transactions"("account_id", "user_id", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_profile" ON "transactions"("account_id", "spending_profile_id", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_merchant" ON "transactions"("account_id", "merchant_id", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_category" ON "transactions"("account_id", "merchant_category", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_account_status" ON "transactions"("account_id", "status", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_reason" ON "transactions"("account_id", "decline_reason", "occurred_at", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_transactions_receipt" ON "transactions"("account_id", "receipt", "occurred_at", "id", "deleted_at");

-- AddForeignKey
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_spending_profile_id_fkey" FOREIGN KEY ("account_id", "spending_profile_id") REFERENCES "spending_profiles"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_merchant_id_fkey" FOREIGN KEY ("account_id", "merchant_id") REFERENCES "merchants"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "merchants" ADD CONSTRAINT "chk_merchants_name" CHECK (length(name) BETWEEN 1 AND 100);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_decline_explanation" CHECK (length(decline_explanation) BETWEEN 1 AND 500);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_listed_amount" CHECK (listed_amount BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_acceptor_id" CHECK (length(merchant_acceptor_id) BETWEEN 1 AND 100);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_city" CHECK (length(merchant_city) BETWEEN 1 AND 100);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_merchant_region" CHECK (length(merchant_region) BETWEEN 1 AND 100);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_card_presence" CHECK (card_presence IN ('present', 'not_present', 'other'));
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_entry_mode" CHECK (length(entry_mode) BETWEEN 1 AND 60);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_pin" CHECK (pin IN ('entered', 'not_entered'));
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_wallet_type" CHECK (length(wallet_type) BETWEEN 1 AND 60);
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_receipt" CHECK (receipt IN ('none', 'missing', 'attached'));
ALTER TABLE "transaction_events" ADD CONSTRAINT "chk_transaction_events_merchant_amount" CHECK (merchant_amount BETWEEN -1000000000000000 AND 1000000000000000);
ALTER TABLE "search_words" ADD CONSTRAINT "chk_search_words_target_type" CHECK (target_type IN ('Card', 'User', 'Merchant'));
CREATE FUNCTION "merchants_no_update"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'merchants_no_update' USING ERRCODE = '23514', CONSTRAINT = 'merchants_no_update'; END $$;
CREATE TRIGGER "merchants_no_update" BEFORE UPDATE ON "merchants" FOR EACH ROW EXECUTE FUNCTION "merchants_no_update"();
CREATE FUNCTION "merchants_no_delete"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'merchants_no_delete' USING ERRCODE = '23514', CONSTRAINT = 'merchants_no_delete'; END $$;
CREATE TRIGGER "merchants_no_delete" BEFORE DELETE ON "merchants" FOR EACH ROW EXECUTE FUNCTION "merchants_no_delete"();
CREATE FUNCTION "merchants_no_truncate"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN RAISE EXCEPTION 'merchants_no_truncate' USING ERRCODE = '23514', CONSTRAINT = 'merchants_no_truncate'; END $$;
CREATE TRIGGER "merchants_no_truncate" BEFORE TRUNCATE ON "merchants" FOR EACH STATEMENT EXECUTE FUNCTION "merchants_no_truncate"();
ALTER TABLE "merchants" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "merchants" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "merchants" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "merchants" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON "merchants" TO portal_app;
GRANT SELECT, INSERT ON "merchants" TO portal_system;
GRANT USAGE ON SEQUENCE "merchants_id_seq" TO portal_app, portal_system;
