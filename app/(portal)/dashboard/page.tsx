import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import { readDashboard } from "@/lib/dashboard/queries";
import { namesOfTargets } from "@/lib/dashboard/target-names";
import { reachFor } from "@/lib/permissions";
import { Balance } from "./balance";
import { CardsByStatus } from "./cards-by-status";
import { FirstStep } from "./first-step";
import { LatestChanges } from "./latest-changes";
import { PlatformState } from "./platform-state";

export const metadata: Metadata = { title: "Dashboard" };

/** The dashboard of the signed-in person: the business, their own cards, or the platform. */
export default async function DashboardPage() {
  const [who, { dashboard, names }] = await loadPage(async ({ actor }) => {
    const dashboard = await readDashboard(actor);
    return { dashboard, names: await namesOfTargets(actor, dashboard.latestChanges) };
  });
  const { platform, cardsByStatus: counts, latestChanges } = dashboard;
  const hasCards = counts.some(({ count }) => count > 0);
  const isOwn = reachFor(who.actor, "dashboard.see") === "own";
  return (
    <>
      <PageHeader
        title="Dashboard"
        summary={
          platform ? "The platform and the businesses on it" : isOwn ? "Your cards" : dashboard.businessName
        }
      />
      {platform ? (
        <PlatformState platform={platform} />
      ) : (
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
          <div className="grid content-start gap-10">
            {dashboard.balance === null ? null : (
              <Balance
                balance={dashboard.balance}
                asOf={dashboard.balanceAsOf}
                currency={dashboard.currency}
              />
            )}
            {hasCards ? (
              <CardsByStatus counts={counts} isOwn={isOwn} />
            ) : (
              <FirstStep mayIssue={reachFor(who.actor, "card.issue") !== undefined} />
            )}
          </div>
          <LatestChanges entries={latestChanges} names={names} />
        </div>
      )}
    </>
  );
}
