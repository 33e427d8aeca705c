-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "desired_status" TEXT;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_desired_status" CHECK (desired_status IN ('active', 'suspended'));
ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_desired_of_suspended" CHECK (desired_status IS NULL OR status = 'suspended');

-- The issuer was never told of those that are suspended already: their cards can still pay.
UPDATE "accounts" SET "desired_status" = 'suspended' WHERE "status" = 'suspended' AND "lithic_account_token" IS NOT NULL;
