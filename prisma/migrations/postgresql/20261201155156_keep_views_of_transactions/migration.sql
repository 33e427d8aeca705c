ALTER TABLE "saved_views" DROP CONSTRAINT IF EXISTS "chk_saved_views_list";

ALTER TABLE "saved_views" ADD CONSTRAINT "chk_saved_views_list" CHECK (list IN ('cards', 'transactions'));
