ALTER TABLE "mails" DROP CONSTRAINT IF EXISTS "chk_mails_kind";

ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used', 'wrong_codes', 'new_sign_in', 'sign_in_paused', 'email_change', 'email_change_requested', 'email_changed', 'sign_up', 'sign_up_known', 'api_key_created'));
