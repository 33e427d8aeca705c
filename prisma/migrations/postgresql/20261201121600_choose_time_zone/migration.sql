-- AlterTable
ALTER TABLE "users" ADD COLUMN     "time_zone" TEXT;

ALTER TABLE "users" ADD CONSTRAINT "chk_users_time_zone" CHECK (length(time_zone) BETWEEN 1 AND 64);
