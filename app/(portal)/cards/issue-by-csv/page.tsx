import { Download } from "lucide-react";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { buttonLook } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { requirePermission } from "@/lib/read";
import { IssueCards } from "./issue-cards";

export const metadata: Metadata = { title: "Issue cards from CSV" };

/** The page that issues many cards from a file. */
export default async function IssueByCsvPage() {
  await loadPage(async ({ actor }) => {
    await requirePermission(actor, "bulk-job.start");
  });
  return (
    <>
      <PageHeader
        title="Issue cards from CSV"
        summary="One row per card, up to 5,000. Every row is checked before anything is issued."
        back={{ href: "/cards", label: "Cards" }}
        actions={
          <a href="/cards/issue-by-csv/template" download className={buttonLook({ variant: "outline" })}>
            <Download aria-hidden="true" />
            Template
          </a>
        }
      />
      <IssueCards />
    </>
  );
}
