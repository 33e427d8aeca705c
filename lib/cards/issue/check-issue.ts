import { z } from "zod";
import { byCountry, newPlace } from "@/lib/addresses/address.ts";
import { printedLengths } from "@/lib/addresses/address-lengths.ts";
import type { Row } from "@/lib/db/schema.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice, rowId, text } from "@/lib/fields/column.ts";
import { limitFault } from "../card.ts";

const shippingAddress = z.strictObject(newPlace).transform(byCountry);

/** The input for issuing a card. Amounts are minor units. */
export const issueInput = z.strictObject({
  userId: rowId,
  cardType: choice("Card", "cardType"),
  form: choice("Card", "form"),
  memo: text("Card", "memo").default(""),
  spendLimit: amountInput.nullable().default(null),
  spendLimitDuration: choice("Card", "spendLimitDuration").nullable().default(null),
  spendingProfileId: rowId.nullable().default(null),
  shippingAddressId: rowId.nullable().default(null),
  shippingAddress: shippingAddress.nullable().default(null),
});

export type IssueInput = z.output<typeof issueInput>;

/** The rows that an input refers to. Null where there is no such row. */
export interface IssueRows {
  readonly holder: Pick<
    Row<"User">,
    "id" | "name" | "role" | "status" | "phone" | "lithicAccountToken"
  > | null;
  readonly address: Pick<Row<"Address">, "id" | "userId"> | null;
  readonly profile: Pick<Row<"SpendingProfile">, "id"> | null;
}

/** Returns the first fault of each field, beyond what the schema checks. Empty for a card that can
 *  be issued. */
export function issueFaults(input: IssueInput, { holder, address, profile }: IssueRows): Map<string, string> {
  const faults = [
    ...limitFaults(input),
    ...holderFaults(holder),
    ...profileFaults(input, profile),
    ...deliveryFaults(input, holder?.id, address),
  ];
  return new Map(faults.reverse());
}

type Fault = readonly [field: string, message: string];

function limitFaults(input: IssueInput): Fault[] {
  const { cardType, spendLimit, spendLimitDuration } = input;
  const fault = limitFault(input);
  if (fault) return [fault];
  if (cardType !== "reloadable") return [];
  if (spendLimit === null) return [["spendLimit", "Enter how much is loaded on the card at first."]];
  if (spendLimitDuration === "forever") return [];
  return [
    ["spendLimitDuration", "A reloadable card spends what was loaded on it, so its limit is in total."],
  ];
}

function holderFaults(holder: IssueRows["holder"]): Fault[] {
  const fault = holderFault(holder);
  return fault === undefined ? [] : [["userId", fault]];
}

function profileFaults({ spendingProfileId }: IssueInput, profile: IssueRows["profile"]): Fault[] {
  if (spendingProfileId === null || profile) return [];
  return [["spendingProfileId", "Choose a profile of your business."]];
}

/** Why a person can be given no card. Undefined when they can. */
export function holderFault(holder: IssueRows["holder"]): string | undefined {
  if (!holder) return "Choose a person of your business.";
  const { name, status, role, lithicAccountToken, phone } = holder;
  if (status === "deactivated") return `${name} is deactivated. Choose somebody else.`;
  if (role === "analyst") return `${name} is an analyst, who holds no cards. Choose somebody else.`;
  if (lithicAccountToken === null && phone === null)
    return `${name} needs a phone number before a card can be issued. Add it on their page.`;
  return undefined;
}

function deliveryFaults(
  { form, shippingAddressId, shippingAddress }: IssueInput,
  holderId: number | undefined,
  address: IssueRows["address"],
): Fault[] {
  if (form === "virtual")
    return shippingAddressId !== null || shippingAddress
      ? [["form", "A virtual card is not sent anywhere."]]
      : [];
  if (shippingAddress)
    return (Object.entries(printedLengths) as [keyof typeof printedLengths, number][])
      .filter(([field, most]) => (shippingAddress[field] ?? "").length > most)
      .map(([field, most]) => [
        `shippingAddress.${field}`,
        `The issuer prints up to ${most} characters here.`,
      ]);
  if (shippingAddressId === null) return [["shippingAddressId", "Choose where the card is sent."]];
  const isTheirs = address !== null && (address.userId === null || address.userId === holderId);
  return isTheirs ? [] : [["shippingAddressId", "Choose an address of your business or of the holder."]];
}
