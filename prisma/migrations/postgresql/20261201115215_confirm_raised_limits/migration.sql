-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "confirm_above_limit" BIGINT NOT NULL DEFAULT 1000000;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_confirm_above_limit" CHECK (confirm_above_limit > 0);
