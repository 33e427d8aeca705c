import { issueAtIssuer } from "@/lib/cards/issuer/issue-card.ts";
import { command, type Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { newCardProfile } from "@/lib/spending-profiles/rules/desired-profile.ts";
import { type IssueInput, issueFaults, issueInput } from "./check-issue.ts";
import { checkAccountIssues } from "./may-issue.ts";
import { registerHolder } from "./register-holder.ts";

/** Issues a card to a person. The card is pending until the issuer creates it, exactly once. A
 *  physical card ships to an address of the business or the person, or to a new address of the
 *  person. Amounts are minor units. Throws INVALID_INPUT naming the fields, and RULE_BROKEN when
 *  the business is not registered with the issuer. */
export const issueCard = command({
  name: "card.issue",
  limit: "issue",
  input: issueInput,
  async run(work) {
    const { db, now, input } = work;
    // A concurrent deactivation of the holder must see the card, or be seen.
    await db.lockAccount();
    await checkAccountIssues(work);
    const holder = await checkedHolder(work);
    const card = await db.insert("Card", {
      userId: holder.id,
      cardType: input.cardType,
      form: input.form,
      memo: input.memo,
      spendLimit: input.spendLimit,
      spendLimitDuration: input.spendLimitDuration,
      ...newCardProfile(input.spendingProfileId, now),
      shippingAddressId: await shippingAddressIdOf(work, holder),
    });
    await registerHolder(work, holder);
    const operationId = await enqueue(work, issueAtIssuer, card);
    return { cardId: card.id, operationId };
  },
});

async function checkedHolder({ db, input }: Work<IssueInput>): Promise<Row<"User">> {
  const holder = await db.read.user.findFirst({ where: { id: input.userId } });
  const id = input.shippingAddressId;
  const address =
    id === null
      ? null
      : await db.read.address.findFirst({ where: { id }, select: { id: true, userId: true } });
  const profile =
    input.spendingProfileId === null
      ? null
      : await db.read.spendingProfile.findFirst({ where: { id: input.spendingProfileId } });
  const faults = issueFaults(input, { holder, address, profile });
  if (holder && faults.size === 0) return holder;
  const target = holder
    ? id !== null && !address
      ? { model: "Address", id }
      : input.spendingProfileId !== null && !profile
        ? { model: "SpendingProfile", id: input.spendingProfileId }
        : undefined
    : { model: "User", id: input.userId };
  throw new AppError("INVALID_INPUT", [...faults.values()].join(" "), {
    fields: Object.fromEntries(faults),
    ...(target && { target }),
  });
}

async function shippingAddressIdOf(
  { db, input }: Work<IssueInput>,
  holder: Row<"User">,
): Promise<number | null> {
  if (!input.shippingAddress) return input.shippingAddressId;
  return (await db.insert("Address", { ...input.shippingAddress, label: "Card delivery", userId: holder.id }))
    .id;
}
