import { type ChosenFilter, dayText, holderName, profileName } from "@/app/(portal)/_lists/filter-names";
import type { Actor } from "@/lib/auth/actor";
import type { CardRow } from "@/lib/cards/card-row";
import type { CardListQuery } from "@/lib/cards/list/card-list";
import type { Page } from "@/lib/lists/list-page";
import { formatMoney } from "@/lib/money";

/** Filters that have no field in the toolbar. */
export async function chosenFilters(
  actor: Actor,
  { filters, zone = "UTC" }: CardListQuery,
  page: Page<CardRow>,
  currency: string,
): Promise<ChosenFilter[]> {
  const { holder, profile, product, limitFrom, limitTo, createdFrom, createdTo, usedSince, notUsedSince } =
    filters;
  const money = (minorUnits: number) => formatMoney(BigInt(minorUnits), currency);
  const [first] = page.rows;
  const held = holder === undefined ? null : await holderName(actor, holder, first);
  return [
    ...(holder === undefined
      ? []
      : [
          {
            name: "holder",
            text: `Held by ${held ?? "an unknown person"}`,
            ...(held !== null && { holderName: held }),
          },
        ]),
    ...(profile === undefined
      ? []
      : [{ name: "profile", text: `Profile ${await profileName(actor, profile, first)}` }]),
    ...(product === undefined
      ? []
      : [{ name: "product", text: `Product ${first?.cardProduct?.name ?? product}` }]),
    ...(limitFrom === undefined ? [] : [{ name: "limitFrom", text: `Limit from ${money(limitFrom)}` }]),
    ...(limitTo === undefined ? [] : [{ name: "limitTo", text: `Limit up to ${money(limitTo)}` }]),
    ...(createdFrom === undefined
      ? []
      : [{ name: "createdFrom", text: `Created from ${dayText(createdFrom, zone)}` }]),
    ...(createdTo === undefined
      ? []
      : [{ name: "createdTo", text: `Created up to ${dayText(createdTo, zone)}` }]),
    ...(usedSince === undefined
      ? []
      : [{ name: "usedSince", text: `Used since ${dayText(usedSince, zone)}` }]),
    ...(notUsedSince === undefined
      ? []
      : [{ name: "notUsedSince", text: `Not used since ${dayText(notUsedSince, zone)}` }]),
  ];
}
