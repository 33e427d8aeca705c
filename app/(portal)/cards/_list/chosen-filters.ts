import type { Actor } from "@/lib/auth/actor";
import type { CardRow } from "@/lib/cards/card-row";
import type { CardListQuery } from "@/lib/cards/list/card-list";
import { AppError } from "@/lib/errors";
import { startOfDay } from "@/lib/fields/time-zone";
import type { Page } from "@/lib/lists/list-page";
import { formatMoney } from "@/lib/money";
import { reachFor } from "@/lib/permissions";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";
import { readUser } from "@/lib/users/queries";

/** A filter: its name in the address, and its text. */
export interface ChosenFilter {
  readonly name: string;
  readonly text: string;
  /** Only the holder's name, for the holder field. */
  readonly holderName?: string;
}

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

// With the name of the zone: somebody elsewhere may have sent the link.
function dayText(day: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZoneName: "short",
    timeZone,
  });
  return format.format(startOfDay(day, timeZone));
}

async function holderName(actor: Actor, id: number, first: CardRow | undefined): Promise<string | null> {
  if (first) return first.holder.name;
  if (!reachFor(actor, "user.see")) return "one person";
  return unlessMissing(async () => (await readUser(actor, id)).name, null);
}

async function profileName(actor: Actor, id: number, first: CardRow | undefined): Promise<string> {
  if (first?.spendingProfile) return first.spendingProfile.name;
  if (!reachFor(actor, "spending-profile.see")) return String(id);
  return unlessMissing(async () => (await readSpendingProfile(actor, id)).name, "that is not there");
}

async function unlessMissing<Otherwise>(
  read: () => Promise<string>,
  otherwise: Otherwise,
): Promise<string | Otherwise> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return otherwise;
    throw error;
  }
}
