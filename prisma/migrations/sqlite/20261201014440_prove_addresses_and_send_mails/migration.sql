-- DropIndex
DROP INDEX "users_email_live";

-- CreateTable
CREATE TABLE "mails" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_owner" TEXT,
    "last_error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "mails_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "mails_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_mails_recipient" CHECK (length(recipient) BETWEEN 3 AND 254 AND recipient LIKE '_%@_%' AND recipient NOT LIKE '%@%@%' AND recipient NOT LIKE '% %' AND recipient = lower(recipient)),
    CONSTRAINT "chk_mails_kind" CHECK (kind IN ('invitation', 'password_reset', 'password_changed')),
    CONSTRAINT "chk_mails_subject" CHECK (length(subject) BETWEEN 1 AND 200),
    CONSTRAINT "chk_mails_content" CHECK (length(content) BETWEEN 1 AND 40000),
    CONSTRAINT "chk_mails_status" CHECK (status IN ('waiting', 'sent', 'failed', 'kept')),
    CONSTRAINT "chk_mails_attempts" CHECK (attempts >= 0),
    CONSTRAINT "chk_mails_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100),
    CONSTRAINT "chk_mails_last_error" CHECK (length(last_error) BETWEEN 1 AND 500)
);

-- CreateIndex
CREATE INDEX "idx_mails_due" ON "mails"("status", "next_attempt_at", "id");

-- CreateIndex
CREATE INDEX "idx_mails_user" ON "mails"("account_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "idx_users_email" ON "users"("email", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE deleted_at IS NULL AND status <> 'invited';

-- CreateIndex
CREATE UNIQUE INDEX "users_account_email_live" ON "users"("account_id", "email") WHERE deleted_at IS NULL;
