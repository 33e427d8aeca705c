ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_wanted_status";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_wanted_spend_limit";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_wanted_spend_limit_duration";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_wanted_limit_window";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_wanted_limit";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_frozen";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_closed";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_closed_is_final";
ALTER TABLE "cards" DROP CONSTRAINT IF EXISTS "chk_cards_wanted";

-- The columns keep their data.
ALTER TABLE "cards" RENAME COLUMN "wanted_status" TO "desired_status";
ALTER TABLE "cards" RENAME COLUMN "wanted_at" TO "desired_at";
ALTER TABLE "cards" RENAME COLUMN "wanted_spend_limit" TO "desired_spend_limit";
ALTER TABLE "cards" RENAME COLUMN "wanted_spend_limit_duration" TO "desired_spend_limit_duration";
ALTER TABLE "cards" RENAME COLUMN "limit_wanted_at" TO "limit_desired_at";

ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_desired_status" CHECK (desired_status IN ('active', 'frozen', 'inactive'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_desired_spend_limit" CHECK (desired_spend_limit BETWEEN 1 AND 2147483647);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_desired_spend_limit_duration" CHECK (desired_spend_limit_duration IN ('transaction', 'monthly', 'annually', 'forever'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_desired_limit_window" CHECK ((desired_spend_limit IS NULL) = (desired_spend_limit_duration IS NULL));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_desired_limit" CHECK (limit_desired_at IS NOT NULL OR desired_spend_limit IS NULL);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_frozen" CHECK ((frozen_at IS NOT NULL) = (status = 'frozen' OR coalesce(desired_status, '') = 'frozen'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_closed" CHECK ((closed_at IS NOT NULL) = (status = 'inactive' OR coalesce(desired_status, '') = 'inactive'));
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_closed_is_final" CHECK (status <> 'inactive' OR desired_status IS NULL);
ALTER TABLE "cards" ADD CONSTRAINT "chk_cards_desired" CHECK ((desired_status IS NULL) = (desired_at IS NULL));
