-- AlterTable
ALTER TABLE "bulk_jobs" ADD COLUMN "api_key_id" INTEGER;

-- CreateTable
CREATE TABLE "api_keys" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "key_end" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "last_used_at" DATETIME,
    "revoked_at" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" DATETIME,
    "deletion_id" TEXT,
    CONSTRAINT "api_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "api_keys_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users" ("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "chk_api_keys_name" CHECK (length(name) BETWEEN 1 AND 60),
    CONSTRAINT "chk_api_keys_role" CHECK (role IN ('owner', 'admin', 'user', 'analyst')),
    CONSTRAINT "chk_api_keys_key_hash" CHECK (length(key_hash) BETWEEN 43 AND 43),
    CONSTRAINT "chk_api_keys_key_end" CHECK (length(key_end) BETWEEN 4 AND 4)
);

-- CreateIndex
CREATE UNIQUE INDEX "idx_api_keys_hash" ON "api_keys"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "idx_api_keys_name_live" ON "api_keys"("account_id", "name") WHERE revoked_at IS NULL;
