ALTER TABLE "lithic_operations" DROP CONSTRAINT IF EXISTS "chk_lithic_operations_target_type";
ALTER TABLE "lithic_operations" DROP CONSTRAINT IF EXISTS "chk_lithic_operations_target_id";

-- DropIndex
DROP INDEX "idx_lithic_operations_target";

-- AlterTable
ALTER TABLE "lithic_operations" ADD COLUMN     "card_id" INTEGER,
ADD COLUMN     "user_id" INTEGER;

-- Operations of the business itself have neither.
UPDATE "lithic_operations" SET "card_id" = "target_id"::INTEGER WHERE "target_type" = 'Card';
UPDATE "lithic_operations" SET "user_id" = "target_id"::INTEGER WHERE "target_type" = 'User';

-- AlterTable
ALTER TABLE "lithic_operations" DROP COLUMN "target_id",
DROP COLUMN "target_type";

-- CreateIndex
CREATE INDEX "idx_lithic_operations_card" ON "lithic_operations"("account_id", "card_id", "id") WHERE (card_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "idx_lithic_operations_user" ON "lithic_operations"("account_id", "user_id", "id") WHERE (card_id IS NULL);

-- AddForeignKey
ALTER TABLE "lithic_operations" ADD CONSTRAINT "lithic_operations_account_id_card_id_fkey" FOREIGN KEY ("account_id", "card_id") REFERENCES "cards"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lithic_operations" ADD CONSTRAINT "lithic_operations_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_target" CHECK (card_id IS NULL OR user_id IS NULL);
