import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import { allCountries } from "@/lib/addresses/countries";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { merchantCategoryGroups } from "@/lib/merchant-categories/merchant-categories";
import { listArrivals } from "@/lib/sandbox/arrivals";
import { ArrivalList } from "./arrival-list";
import { cardChoice } from "./card-choices";
import { PurchaseForm } from "./purchase-form";

export const metadata: Metadata = { title: "Sandbox" };

/** Simulated purchases with the cards of the business, and what arrives of them. Not there in
 *  production. */
export default async function SandboxPage() {
  const [, { arrivals, cards }] = await loadPage(async ({ actor }) => ({
    arrivals: await listArrivals(actor),
    cards: (await listCards(actor, activeCards)).rows,
  }));
  return (
    <>
      <PageHeader title="Sandbox" summary="Test purchases with your cards. No real money moves." />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <PurchaseForm cards={cards.map(cardChoice)} categories={categories} countries={countries} />
        <ArrivalList first={arrivals} />
      </div>
    </>
  );
}

const activeCards = parseListQuery(cardListRules, { status: "active" });
const categories = merchantCategoryGroups
  .flatMap((group) => group.categories)
  .map(({ code, name }) => ({ value: code, label: name, hint: code }));
const countries = allCountries.map(({ code, name }) => ({ value: code, label: name }));
