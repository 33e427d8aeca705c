-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "webhook_secret" TEXT;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_webhook_secret" CHECK (length(webhook_secret) BETWEEN 1 AND 400);
