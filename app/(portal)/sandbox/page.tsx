import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { Notice } from "@/components/ui/layout/notice";
import { PageHeader } from "@/components/ui/layout/page-header";
import { countryOptions } from "@/lib/addresses/countries";
import type { Actor } from "@/lib/auth/actor";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { merchantCategoryGroups } from "@/lib/merchant-categories/merchant-categories";
import { listArrivals } from "@/lib/sandbox/arrivals";
import { hasFaults } from "@/lib/sandbox/faults";
import { readFaults } from "@/lib/sandbox/set-fault";
import { ArrivalList } from "./arrival-list";
import { cardChoice } from "./card-choices";
import { FaultSwitches } from "./fault-switches";
import { PurchaseForm } from "./purchase-form";

export const metadata: Metadata = { title: "Sandbox" };

/** Simulated purchases with the cards of the business, and what arrives of them. Not there in
 *  production. */
export default async function SandboxPage() {
  const [, shown] = await loadPage(({ actor }) => read(actor));
  if ("faults" in shown)
    return (
      <div className="max-w-160">
        <PageHeader title="Sandbox" summary="What goes wrong at the built-in issuer, for everybody." />
        <FaultSwitches faults={shown.faults} />
      </div>
    );
  const { arrivals, cards } = shown;
  return (
    <>
      <PageHeader title="Sandbox" summary="Test purchases with your cards. No real money moves." />
      {hasFaults() ? (
        <div className="mb-6">
          <Notice tone="warning" title="Faults are on">
            <p>An operator has the issuer answer late or not at all, or lose messages.</p>
          </Notice>
        </div>
      ) : null}
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <PurchaseForm cards={cards.map(cardChoice)} categories={categories} countries={countryOptions} />
        <ArrivalList first={arrivals} />
      </div>
    </>
  );
}

// Operators have no cards. They decide what goes wrong.
async function read(actor: Actor) {
  if (actor.role === "operator") return { faults: await readFaults(actor) };
  const [arrivals, { rows: cards }] = [await listArrivals(actor), await listCards(actor, activeCards)];
  return { arrivals, cards };
}

const activeCards = parseListQuery(cardListRules, { status: "active" });
const categories = merchantCategoryGroups
  .flatMap((group) => group.categories)
  .map(({ code, name }) => ({ value: code, label: name, hint: code }));
