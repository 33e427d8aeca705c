ALTER TABLE "bulk_jobs" DROP CONSTRAINT IF EXISTS "chk_bulk_jobs_verb";

-- AlterTable
ALTER TABLE "bulk_job_items" ADD COLUMN     "user_id" INTEGER;

-- AddForeignKey
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_account_id_user_id_fkey" FOREIGN KEY ("account_id", "user_id") REFERENCES "users"("account_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_verb" CHECK (verb IN ('card.issue', 'card.freeze', 'card.unfreeze', 'card.close', 'card.change-limit', 'user.create'));
