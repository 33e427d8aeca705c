-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "allowed_networks" TEXT;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_allowed_networks" CHECK (length(allowed_networks) BETWEEN 2 AND 20000);
