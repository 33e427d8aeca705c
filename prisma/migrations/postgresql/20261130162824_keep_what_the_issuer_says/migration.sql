ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_status";
ALTER TABLE "transactions" DROP CONSTRAINT IF EXISTS "chk_transactions_status";

-- CreateIndex
CREATE INDEX "idx_cards_reloadable" ON "cards"("account_id", "id") WHERE (card_type = 'reloadable' AND status <> 'inactive' AND deleted_at IS NULL);

ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_status" CHECK (status IN ('pending', 'active', 'frozen', 'inactive', 'other'));
ALTER TABLE "transactions" ADD CONSTRAINT "chk_transactions_status" CHECK (status IN ('pending', 'settled', 'declined', 'voided', 'expired', 'returned', 'other'));
