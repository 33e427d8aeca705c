ALTER TABLE "lithic_operations" DROP CONSTRAINT IF EXISTS "chk_lithic_operations_lease";
ALTER TABLE "bulk_jobs" DROP CONSTRAINT IF EXISTS "chk_bulk_jobs_lease";
ALTER TABLE "bulk_job_items" DROP CONSTRAINT IF EXISTS "chk_bulk_job_items_status";
ALTER TABLE "bulk_job_items" DROP CONSTRAINT IF EXISTS "chk_bulk_job_items_told";

-- DropIndex
DROP INDEX "idx_bulk_jobs_due";

-- AlterTable
ALTER TABLE "webhook_events" ADD COLUMN     "lease_owner" TEXT;

-- AlterTable
ALTER TABLE "bulk_jobs" ADD COLUMN     "next_attempt_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- A held row is due when its lease ends.
UPDATE "lithic_operations" SET "next_attempt_at" = "lease_until" WHERE "lease_until" IS NOT NULL;
UPDATE "bulk_jobs" SET "next_attempt_at" = coalesce("lease_until", "updated_at");
UPDATE "lithic_operations" SET "kind" = 'card.reconcile' WHERE "kind" = 'card.check';
UPDATE "bulk_job_items" SET "status" = 'running' WHERE "status" = 'asked';

-- AlterTable
ALTER TABLE "lithic_operations" DROP COLUMN "lease_until";

-- AlterTable
ALTER TABLE "bulk_jobs" DROP COLUMN "lease_until";

-- CreateIndex
CREATE INDEX "idx_bulk_jobs_due" ON "bulk_jobs"("status", "next_attempt_at", "id");

ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_lease_owner" CHECK (length(lease_owner) BETWEEN 1 AND 100);
ALTER TABLE "webhook_events" ADD CONSTRAINT "chk_webhook_events_lease" CHECK (lease_owner IS NULL OR status IN ('received', 'quarantined'));
ALTER TABLE "lithic_operations" ADD CONSTRAINT "chk_lithic_operations_lease" CHECK (lease_owner IS NULL OR status = 'running');
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "chk_bulk_jobs_lease" CHECK (lease_owner IS NULL OR ended_at IS NULL);
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_status" CHECK (status IN ('waiting', 'running', 'done', 'refused', 'cancelled'));
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "chk_bulk_job_items_told" CHECK (status IN ('waiting', 'running', 'done') OR message IS NOT NULL);
