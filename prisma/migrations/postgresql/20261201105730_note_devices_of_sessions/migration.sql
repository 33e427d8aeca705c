ALTER TABLE "mails" DROP CONSTRAINT IF EXISTS "chk_mails_kind";

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "device_hash" TEXT;

-- CreateIndex
CREATE INDEX "idx_sessions_device" ON "sessions"("account_id", "user_id", "device_hash");

-- CreateIndex
CREATE INDEX "idx_sessions_open" ON "sessions"("last_seen_at", "id") WHERE (revoked_at IS NULL);

ALTER TABLE "sessions" ADD CONSTRAINT "chk_sessions_device_hash" CHECK (length(device_hash) BETWEEN 43 AND 43);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used', 'wrong_codes', 'new_sign_in', 'sign_in_paused'));
