import type { Metadata } from "next";
import { Suspense } from "react";
import { CheckLine } from "@/app/_issuer/check-line";
import { CheckList } from "@/app/_issuer/check-list";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { arrivalTitle } from "@/lib/issuer/check-events";
import { requirePermission } from "@/lib/read";
import { issuerMode } from "@/lib/server/health";
import { EventArrival } from "./event-arrival";

export const metadata: Metadata = { title: "Issuer" };

/** The issuer behind the key, for operators: whether it can be reached, and whether its events
 *  arrive. */
export default async function IssuerPage({ searchParams }: PageProps<"/issuer">) {
  const { sent } = await searchParams;
  await loadPage(({ actor }) => requirePermission(actor, "issuer.see"));
  if (issuerMode() === "simulator")
    return (
      <>
        <PageHeader title="Issuer" summary="Built-in simulator" />
        <p>Nothing to set up. Its cards move no real money.</p>
      </>
    );
  const sentAt = new Date(typeof sent === "string" ? sent : "");
  return (
    <>
      <PageHeader title="Issuer" summary="Lithic, through the key in the environment of this portal" />
      <div className="grid max-w-160 gap-8">
        <Section title="Connection">
          <CheckList />
        </Section>
        <Section title="Events" summary="How purchases and shipped cards are reported">
          <Suspense fallback={<CheckLine isRunning check={looking} />}>
            <EventArrival sentAt={Number.isNaN(sentAt.getTime()) ? null : sentAt} />
          </Suspense>
        </Section>
      </div>
    </>
  );
}

const looking = { state: "waiting", title: arrivalTitle, text: "Checking …" } as const;
