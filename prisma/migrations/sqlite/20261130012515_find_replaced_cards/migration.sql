-- CreateIndex
CREATE INDEX "idx_cards_replaces" ON "cards"("account_id", "replaces_card_id", "id") WHERE replaces_card_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_cards_lost_profile" ON "cards"("account_id", "lost_spending_profile_id") WHERE lost_spending_profile_id IS NOT NULL;
