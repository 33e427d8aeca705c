ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_replacement_reason";

ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_replacement_reason" CHECK (replacement_reason IN ('lost', 'stolen', 'damaged', 'moved'));
