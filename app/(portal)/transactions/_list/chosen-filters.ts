import { type ChosenFilter, dayText, holderName, profileName } from "@/app/(portal)/_lists/filter-names";
import type { Actor } from "@/lib/auth/actor";
import { cardName } from "@/lib/cards/card";
import type { Page } from "@/lib/lists/list-page";
import { categoryName } from "@/lib/merchant-categories/merchant-categories";
import { formatMoney } from "@/lib/money";
import { reasonTitle } from "@/lib/transactions/decline-words";
import type { TransactionListQuery } from "@/lib/transactions/list/transaction-list";
import type { TransactionRow } from "@/lib/transactions/transaction-row";

/** Filters that have no field in the toolbar. */
export async function chosenFilters(
  actor: Actor,
  { filters, zone = "UTC" }: TransactionListQuery,
  page: Page<TransactionRow>,
  currency: string,
): Promise<ChosenFilter[]> {
  const { card, holder, profile, category, reason, amountFrom, amountTo, createdFrom, createdTo, receipt } =
    filters;
  const money = (minorUnits: number) => formatMoney(BigInt(minorUnits), currency);
  const [first] = page.rows;
  const held = holder === undefined ? null : await holderName(actor, holder, first);
  const chosen: (ChosenFilter | undefined)[] = [
    card === undefined ? undefined : { name: "card", text: `Card ${first ? cardName(first.card) : card}` },
    holder === undefined
      ? undefined
      : {
          name: "holder",
          text: `Held by ${held ?? "an unknown person"}`,
          ...(held !== null && { holderName: held }),
        },
    profile === undefined
      ? undefined
      : { name: "profile", text: `Profile ${await profileName(actor, profile, first)}` },
    category === undefined ? undefined : { name: "category", text: categoryName(category) },
    reason === undefined ? undefined : { name: "reason", text: reasonTitle(reason) },
    receipt === undefined ? undefined : { name: "receipt", text: receiptText[receipt] },
    amountFrom === undefined ? undefined : { name: "amountFrom", text: `From ${money(amountFrom)}` },
    amountTo === undefined ? undefined : { name: "amountTo", text: `Up to ${money(amountTo)}` },
    createdFrom === undefined
      ? undefined
      : { name: "createdFrom", text: `From ${dayText(createdFrom, zone)}` },
    createdTo === undefined ? undefined : { name: "createdTo", text: `Up to ${dayText(createdTo, zone)}` },
  ];
  return chosen.filter((filter) => filter !== undefined);
}

const receiptText = { none: "No receipt needed", missing: "Missing receipt", attached: "With receipt" };
