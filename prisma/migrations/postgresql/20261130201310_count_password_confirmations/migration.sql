-- AlterTable
ALTER TABLE "users" ADD COLUMN     "confirm_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "confirm_paused_until" TIMESTAMP(3);

ALTER TABLE "users" ADD CONSTRAINT "chk_users_confirm_attempts" CHECK (confirm_attempts BETWEEN 0 AND 10);
