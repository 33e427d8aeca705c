-- AlterTable
ALTER TABLE "bulk_jobs" ADD COLUMN     "api_key_id" INTEGER;

-- CreateTable
CREATE TABLE "api_keys" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "key_end" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "last_used_at" TIMESTAMP(3),
    "revoked_at" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMP(3),
    "deletion_id" TEXT,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "idx_api_keys_hash" ON "api_keys"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "idx_api_keys_name_live" ON "api_keys"("account_id", "name") WHERE (revoked_at IS NULL);

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "api_keys" ADD CONSTRAINT "chk_api_keys_name" CHECK (length(name) BETWEEN 1 AND 60);
ALTER TABLE "api_keys" ADD CONSTRAINT "chk_api_keys_role" CHECK (role IN ('owner', 'admin', 'user', 'analyst'));
ALTER TABLE "api_keys" ADD CONSTRAINT "chk_api_keys_key_hash" CHECK (length(key_hash) BETWEEN 43 AND 43);
ALTER TABLE "api_keys" ADD CONSTRAINT "chk_api_keys_key_end" CHECK (length(key_end) BETWEEN 4 AND 4);
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_keys" FORCE ROW LEVEL SECURITY;
CREATE POLICY in_account ON "api_keys" TO portal_app USING (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer)) WITH CHECK (account_id = (SELECT NULLIF(current_setting('app.account_id', true), '')::integer));
CREATE POLICY across_accounts ON "api_keys" TO portal_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "api_keys" TO portal_app;
GRANT SELECT, INSERT, UPDATE ON "api_keys" TO portal_system;
GRANT USAGE ON SEQUENCE "api_keys_id_seq" TO portal_app, portal_system;
