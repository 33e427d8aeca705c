import { randomUUID } from "node:crypto";
import { z } from "zod";
import { addressFields } from "@/lib/addresses/address.ts";
import { choice, rowId, text } from "@/lib/column.ts";
import { command, type Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { isOwed, oweIssuer } from "@/lib/lithic/owe.ts";
import { amountInput } from "@/lib/money.ts";

// POST /v1/cards, shipping_address.
const fitsIssuer = { line1: 40, line2: 40, city: 30, region: 24, postalCode: 12 } as const;

const { line1, line2, city, region, postalCode, country } = addressFields;
const shippingAddress = z.strictObject({ line1, line2: line2.default(null), city, region, postalCode, country });

const input = z.strictObject({
  userId: rowId,
  cardType: choice("Card", "cardType"),
  form: choice("Card", "form"),
  memo: text("Card", "memo").default(""),
  spendLimit: amountInput.nullable().default(null),
  spendLimitDuration: choice("Card", "spendLimitDuration").nullable().default(null),
  shippingAddressId: rowId.nullable().default(null),
  shippingAddress: shippingAddress.nullable().default(null),
});

type IssueWork = Work<z.output<typeof input>>;

/** Issues a card to a person: pending here, and made by the issuer once. A physical one is sent to an address of the business or the person, or to a
 *  new one of the person. Amounts are in minor units. Throws INVALID_INPUT naming the field, RULE_BROKEN while the issuer does not know the business. */
export const issueCard = command({
  name: "card.issue",
  input,
  async run(work) {
    const { db, input } = work;
    // A deactivation of the holder at this very moment must see the card, or be seen.
    await db.alone();
    checkLimit(input);
    await checkAccount(work);
    const holder = await takeHolder(work);
    const card = await db.insert("Card", {
      userId: holder.id,
      cardType: input.cardType,
      form: input.form,
      memo: input.memo,
      spendLimit: input.spendLimit,
      spendLimitDuration: input.spendLimitDuration,
      shippingAddressId: await shippingAddressIdOf(work, holder),
    });
    if (holder.lithicAccountToken === null && !(await isOwed(work, "User", holder.id)))
      await oweIssuer(work, { kind: "user.enrol", target: { model: "User", id: holder.id }, payload: { externalId: randomUUID() } });
    await oweIssuer(work, { kind: "card.issue", target: { model: "Card", id: card.id } });
    return { cardId: card.id };
  },
});

function checkLimit({ cardType, spendLimit, spendLimitDuration }: IssueWork["input"]): void {
  if ((spendLimit === null) !== (spendLimitDuration === null))
    throw invalid(spendLimit === null ? "spendLimit" : "spendLimitDuration", "Give a limit and its window together, or neither of them.");
  if (cardType !== "reloadable") return;
  if (spendLimit === null) throw invalid("spendLimit", "Enter how much is loaded on the card at first.");
  if (spendLimitDuration !== "forever")
    throw invalid("spendLimitDuration", "A reloadable card spends what was loaded on it, so its limit is in total.");
}

async function checkAccount({ db, actor }: IssueWork): Promise<void> {
  const account = await db.take("Account", actor.accountId);
  if (account.status !== "active" || account.lithicAccountToken === null)
    throw new AppError(
      "RULE_BROKEN",
      "The issuer does not know your business yet, so it cannot make cards. Ask the people who run this portal; nothing was changed.",
    );
}

async function takeHolder({ db, input }: IssueWork): Promise<Row<"User">> {
  const holder = await db.read.user.findFirst({ where: { id: input.userId } });
  if (!holder) throw invalid("userId", "Choose a person of your business.");
  if (holder.status === "deactivated") throw invalid("userId", `${holder.name} is deactivated. Choose somebody else.`);
  if (holder.role === "analyst") throw invalid("userId", `${holder.name} is an analyst, who holds no cards. Choose somebody else.`);
  if (holder.lithicAccountToken === null && holder.phone === null)
    throw invalid("userId", `The issuer wants a phone number of ${holder.name} first. Add it on their page.`);
  return holder;
}

async function shippingAddressIdOf({ db, input }: IssueWork, holder: Row<"User">): Promise<number | null> {
  const { form, shippingAddressId, shippingAddress } = input;
  if (form === "virtual") {
    if (shippingAddressId !== null || shippingAddress) throw invalid("form", "A virtual card is not sent anywhere.");
    return null;
  }
  if (shippingAddress) {
    for (const [field, most] of Object.entries(fitsIssuer) as [keyof typeof fitsIssuer, number][])
      if ((shippingAddress[field] ?? "").length > most)
        throw invalid(`shippingAddress.${field}`, `The issuer prints up to ${most} characters here.`);
    return (await db.insert("Address", { ...shippingAddress, label: "Card delivery", userId: holder.id })).id;
  }
  if (shippingAddressId === null) throw invalid("shippingAddressId", "Choose where the card is sent.");
  const address = await db.read.address.findFirst({ where: { id: shippingAddressId, OR: [{ userId: null }, { userId: holder.id }] } });
  if (!address) throw invalid("shippingAddressId", "Choose an address of your business or of the holder.");
  return address.id;
}

const invalid = (field: string, message: string) =>
  new AppError("INVALID_INPUT", `${message} Nothing was changed.`, { fields: { [field]: message } });
