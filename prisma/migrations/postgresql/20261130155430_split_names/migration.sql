ALTER TABLE "users" DROP CONSTRAINT IF EXISTS "chk_users_name";

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "family_name" TEXT,
ADD COLUMN     "given_name" TEXT;

-- The last word is the family name. A name of one word has none.
UPDATE "users" SET
    "given_name" = CASE WHEN position(' ' in "name") = 0 THEN "name" ELSE substring("name" from '^(.*) [^ ]*$') END,
    "family_name" = CASE WHEN position(' ' in "name") = 0 THEN '' ELSE substring("name" from ' ([^ ]*)$') END;

ALTER TABLE "users" ALTER COLUMN "family_name" SET NOT NULL,
ALTER COLUMN "given_name" SET NOT NULL;

ALTER TABLE "users" ADD CONSTRAINT "chk_users_given_name" CHECK (length(given_name) BETWEEN 1 AND 100);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_family_name" CHECK (length(family_name) BETWEEN 0 AND 100);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_name" CHECK (length(name) BETWEEN 1 AND 201);
ALTER TABLE "users" ADD CONSTRAINT "chk_users_whole_name" CHECK (name = CASE WHEN family_name = '' THEN given_name ELSE given_name || ' ' || family_name END);
