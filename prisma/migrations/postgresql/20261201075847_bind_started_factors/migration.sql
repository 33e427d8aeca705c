ALTER TABLE "mails" DROP CONSTRAINT IF EXISTS "chk_mails_kind";

-- AlterTable
ALTER TABLE "second_factors" ADD COLUMN     "session_id" INTEGER;

ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used', 'wrong_codes'));
