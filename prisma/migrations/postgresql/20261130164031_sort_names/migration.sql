-- DropIndex
DROP INDEX "idx_accounts_name";

-- DropIndex
DROP INDEX "idx_users_role";

-- DropIndex
DROP INDEX "idx_users_status";

-- DropIndex
DROP INDEX "idx_users_name";

-- DropIndex
DROP INDEX "idx_cards_account_memo";

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "business_name_sort" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "word_rules" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "name_sort" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "cards" ADD COLUMN     "memo_sort" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "spending_profiles" ADD COLUMN     "name_sort" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "idx_accounts_name" ON "accounts"("business_name_sort", "id");

-- CreateIndex
CREATE INDEX "idx_users_role" ON "users"("account_id", "role", "name_sort", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_users_status" ON "users"("account_id", "status", "name_sort", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_users_name" ON "users"("account_id", "name_sort", "id", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_cards_account_memo" ON "cards"("account_id", "memo_sort", "id", "status", "card_type", "form", "user_id", "spending_profile_id", "card_product_id", "spend_limit", "created_at", "last_used_at", "deleted_at");

-- CreateIndex
CREATE INDEX "idx_spending_profiles_name" ON "spending_profiles"("account_id", "name_sort", "id", "deleted_at");

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_business_name_sort" CHECK (length(business_name_sort) BETWEEN 0 AND 100);
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_word_rules" CHECK (word_rules >= 0);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_name_sort" CHECK (length(name_sort) BETWEEN 0 AND 100);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_memo_sort" CHECK (length(memo_sort) BETWEEN 0 AND 50);
ALTER TABLE "spending_profiles" ADD CONSTRAINT "chk_spending_profiles_name_sort" CHECK (length(name_sort) BETWEEN 0 AND 100);
ALTER TABLE "accounts" ALTER COLUMN "business_name_sort" TYPE TEXT COLLATE "C";
ALTER TABLE "users" ALTER COLUMN "name_sort" TYPE TEXT COLLATE "C";
ALTER TABLE "cards" ALTER COLUMN "memo_sort" TYPE TEXT COLLATE "C";
ALTER TABLE "spending_profiles" ALTER COLUMN "name_sort" TYPE TEXT COLLATE "C";

-- The owner of the tables changes the rows of every business.
ALTER TABLE "accounts" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "cards" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "spending_profiles" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_keys" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "bulk_job_items" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_keys" DISABLE TRIGGER "idempotency_keys_no_update";

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

ALTER TABLE "idempotency_keys" ENABLE TRIGGER "idempotency_keys_no_update";
ALTER TABLE "accounts" FORCE ROW LEVEL SECURITY;
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;
ALTER TABLE "cards" FORCE ROW LEVEL SECURITY;
ALTER TABLE "spending_profiles" FORCE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;
ALTER TABLE "bulk_job_items" FORCE ROW LEVEL SECURITY;
