ALTER TABLE "sign_in_tokens" DROP CONSTRAINT IF EXISTS "chk_sign_in_tokens_purpose";
ALTER TABLE "mails" DROP CONSTRAINT IF EXISTS "chk_mails_kind";

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "second_factor_for" TEXT NOT NULL DEFAULT 'managers';

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "second_factor_since" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "sign_in_tokens" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_second_factor_for" CHECK (second_factor_for IN ('nobody', 'managers', 'everyone'));
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_purpose" CHECK (purpose IN ('invitation', 'password_reset', 'second_step', 'passkey'));
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_attempts" CHECK (attempts BETWEEN 0 AND 5);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used'));
