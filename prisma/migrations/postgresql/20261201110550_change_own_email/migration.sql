ALTER TABLE "sign_in_tokens" DROP CONSTRAINT IF EXISTS "chk_sign_in_tokens_purpose";
ALTER TABLE "mails" DROP CONSTRAINT IF EXISTS "chk_mails_kind";

-- AlterTable
ALTER TABLE "sign_in_tokens" ADD COLUMN     "new_email" TEXT;

ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_purpose" CHECK (purpose IN ('invitation', 'password_reset', 'email_change', 'second_step', 'passkey'));
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_new_email" CHECK (length(new_email) BETWEEN 3 AND 254 AND new_email LIKE '_%@_%' AND new_email NOT LIKE '%@%@%' AND new_email NOT LIKE '% %' AND new_email = lower(new_email));
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "chk_sign_in_tokens_changes_email" CHECK ((purpose = 'email_change') = (new_email IS NOT NULL));
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used', 'wrong_codes', 'new_sign_in', 'sign_in_paused', 'email_change', 'email_change_requested', 'email_changed'));
