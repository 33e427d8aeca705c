-- DropIndex
DROP INDEX "users_email_live";

-- CreateIndex
CREATE UNIQUE INDEX "users_email_live" ON "users"("email") WHERE deleted_at IS NULL AND password_hash IS NOT NULL;
