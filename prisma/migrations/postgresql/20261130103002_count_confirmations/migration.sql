-- AlterTable
ALTER TABLE "cards" ADD COLUMN     "confirmations" INTEGER NOT NULL DEFAULT 0;
