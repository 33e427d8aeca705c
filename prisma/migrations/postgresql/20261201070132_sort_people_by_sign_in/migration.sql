-- The owner of the table changes the rows of every business.
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;
UPDATE "users" SET "last_login_at" = '1970-01-01 00:00:00' WHERE "last_login_at" IS NULL;
ALTER TABLE "users" FORCE ROW LEVEL SECURITY;

-- AlterTable
ALTER TABLE "users" ALTER COLUMN "last_login_at" SET NOT NULL,
ALTER COLUMN "last_login_at" SET DEFAULT '1970-01-01 00:00:00 +00:00';

-- CreateIndex
CREATE INDEX "idx_users_last_sign_in" ON "users"("account_id", "last_login_at", "id", "deleted_at");
