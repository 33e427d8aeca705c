-- CreateIndex
CREATE INDEX "idx_users_removed" ON "users"("account_id", "name_sort", "id") WHERE deleted_at IS NOT NULL;
