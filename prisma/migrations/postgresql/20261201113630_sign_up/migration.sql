ALTER TABLE "mails" DROP CONSTRAINT IF EXISTS "chk_mails_kind";

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "sign_up" TEXT NOT NULL DEFAULT 'closed';

-- AlterTable
ALTER TABLE "mails" ALTER COLUMN "user_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "sign_ups" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "content" TEXT,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "sign_ups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "idx_sign_ups_token" ON "sign_ups"("token_hash");

-- CreateIndex
CREATE INDEX "idx_sign_ups_kept" ON "sign_ups"("expires_at", "id") WHERE (content IS NOT NULL);

-- AddForeignKey
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "accounts" ADD CONSTRAINT "chk_accounts_sign_up" CHECK (sign_up IN ('closed', 'open'));
ALTER TABLE "sign_ups" ADD CONSTRAINT "chk_sign_ups_token_hash" CHECK (length(token_hash) BETWEEN 43 AND 43);
ALTER TABLE "sign_ups" ADD CONSTRAINT "chk_sign_ups_content" CHECK (length(content) BETWEEN 1 AND 4000);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed', 'second_factor_added', 'second_factor_removed', 'recovery_code_used', 'wrong_codes', 'new_sign_in', 'sign_in_paused', 'email_change', 'email_change_requested', 'email_changed', 'sign_up', 'sign_up_known'));
ALTER TABLE "sign_ups" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sign_ups" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "sign_ups" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "sign_ups" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "sign_ups" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "sign_ups" TO portal_system;
GRANT USAGE ON SEQUENCE "sign_ups_id_seq" TO portal_app, portal_system;
