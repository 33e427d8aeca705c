ALTER TABLE "addresses" DROP CONSTRAINT IF EXISTS "chk_addresses_region";
ALTER TABLE "addresses" DROP CONSTRAINT IF EXISTS "chk_addresses_postal_code";

ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_region" CHECK (length(region) BETWEEN 0 AND 50);
ALTER TABLE "addresses" ADD CONSTRAINT "chk_addresses_postal_code" CHECK (length(postal_code) BETWEEN 0 AND 20);
