-- DropIndex
DROP INDEX "users_email_live";

-- CreateTable
CREATE TABLE "mails" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_owner" TEXT,
    "last_error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "idx_mails_due" ON "mails"("status", "next_attempt_at", "id");

-- CreateIndex
CREATE INDEX "idx_mails_user" ON "mails"("account_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "idx_users_email" ON "users"("email", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE (deleted_at IS NULL AND status <> 'invited');

-- CreateIndex
CREATE UNIQUE INDEX "users_account_email_live" ON "users"("account_id", "email") WHERE (deleted_at IS NULL);

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_recipient" CHECK (length(recipient) BETWEEN 3 AND 254 AND recipient LIKE '_%@_%' AND recipient NOT LIKE '%@%@%' AND recipient NOT LIKE '% %' AND recipient = lower(recipient));
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed'));
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_subject" CHECK (length(subject) BETWEEN 1 AND 200);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_content" CHECK (length(content) BETWEEN 1 AND 40000);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_status" CHECK (status IN ('waiting', 'sent', 'failed', 'kept'));
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_attempts" CHECK (attempts >= 0);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100);
ALTER TABLE "mails" ADD CONSTRAINT "chk_mails_last_error" CHECK (length(last_error) BETWEEN 1 AND 500);
ALTER TABLE "mails" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mails" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "mails" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "mails" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "mails" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "mails" TO portal_system;
GRANT USAGE ON SEQUENCE "mails_id_seq" TO portal_app, portal_system;
