import { Download } from "lucide-react";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { buttonLook } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { requirePermission } from "@/lib/read";
import { InvitePeople } from "./invite-people";

export const metadata: Metadata = { title: "Invite people from CSV" };

/** The page that invites many people from a file. */
export default async function InviteByCsvPage() {
  await loadPage(async ({ actor }) => {
    await requirePermission(actor, "bulk-job.start");
  });
  return (
    <>
      <PageHeader
        title="Invite people from CSV"
        summary="One row per person, up to 1,000. Every row is checked before anybody is invited."
        back={{ href: "/users", label: "People" }}
        actions={
          <a href="/users/invite-by-csv/template" download className={buttonLook({ variant: "outline" })}>
            <Download aria-hidden="true" />
            Template
          </a>
        }
      />
      <InvitePeople />
    </>
  );
}
