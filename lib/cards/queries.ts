import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import type { HistoryQuery } from "@/lib/audit-log/history-list.ts";
import { readHistory } from "@/lib/audit-log/queries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import type { Page } from "@/lib/lists/list-page.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { targetOf } from "@/lib/outbox/target.ts";
import { readAs } from "@/lib/read.ts";
import { type CardStatus, desiredLimit, type ReplacementReason } from "./card.ts";
import { amount, type CardRow, cardRow, cardRowFields, seesPeople } from "./card-row.ts";
import type { cardFactsShape, shippingAddressShape } from "./card-shapes.ts";
import { effectiveLimits } from "./spending/effective-limits.ts";

/** A card's shipping address. Readers without access to personal data see only the country. */
export type ShippingAddress = Shape<typeof shippingAddressShape>;

/** All the details of a card. */
export type CardFacts = Shape<typeof cardFactsShape>;

const replacement = {
  id: true,
  lastFour: true,
  status: true,
  userId: true,
  replacementReason: true,
} as const;

const facts = {
  ...cardRowFields,
  accountId: true,
  user: { select: { id: true, name: true, email: true } },
  account: { select: { currency: true } },
  frozenAt: true,
  frozenReason: true,
  frozenByRole: true,
  frozenByUserId: true,
  closedAt: true,
  closedReason: true,
  desiredAt: true,
  desiredSpendLimit: true,
  desiredSpendLimitDuration: true,
  limitDesiredAt: true,
  desiredSpendingProfile: { select: { id: true, name: true } },
  profileDesiredAt: true,
  spendingProfileId: true,
  desiredSpendingProfileId: true,
  issuerMessage: true,
  shippingAddress: true,
  shippedAt: true,
  replacementReason: true,
  replaces: { select: replacement },
  replacedBy: { select: replacement, orderBy: { id: "desc" }, take: 1 },
  updatedAt: true,
} as const;

/** What a card is called. Needs card.see. Throws NOT_FOUND when the actor may not see the card. */
export function readCardName(actor: Actor, cardId: number): Promise<Pick<CardRow, "memo" | "lastFour">> {
  return readAs(actor, "card.see", async (db) => {
    const card = await db.card.findFirst({ where: { id: cardId }, select: { memo: true, lastFour: true } });
    if (!card) throw noRow("Card", cardId);
    return { memo: card.memo || null, lastFour: card.lastFour };
  });
}

/** A card with all details that the actor may see. Needs card.see. Throws NOT_FOUND when the actor
 *  may not see the card. */
export function readCard(actor: Actor, cardId: number): Promise<CardFacts> {
  return readAs(actor, "card.see", async (db, reach) => {
    const card = await db.card.findFirst({ where: { id: cardId }, select: facts });
    if (!card) throw noRow("Card", cardId);
    const people = seesPeople(actor);
    // A moved card has another holder, whose card a cardholder may not see.
    const isSeen = ({ userId }: { userId: number }) => reach !== "own" || userId === actor.userId;
    const { frozenAt, closedAt, shippingAddress, replacedBy } = card;
    const row = cardRow(actor, card);
    const limit = desiredLimit(card);
    return {
      id: row.id,
      accountId: card.accountId,
      lastFour: row.lastFour,
      memo: row.memo,
      status: row.status,
      desiredStatus: row.desiredStatus,
      cardType: row.cardType,
      form: row.form,
      holder: { ...row.holder, email: people ? card.user.email : null },
      spendLimit: row.spendLimit,
      spendLimitDuration: row.spendLimitDuration,
      spendingProfile: row.spendingProfile,
      cardProduct: row.cardProduct,
      currency: card.account.currency,
      frozen: frozenAt && {
        at: frozenAt.toISOString(),
        reason: card.frozenReason,
        byRole: card.frozenByRole,
        byName: await freezerName(db, actor, card.frozenByUserId),
      },
      closed: closedAt && { at: closedAt.toISOString(), reason: card.closedReason },
      desiredAt: card.desiredAt?.toISOString() ?? null,
      desiredLimit: limit && {
        spendLimit: amount(limit.spendLimit),
        spendLimitDuration: limit.spendLimitDuration,
      },
      desiredSpendingProfile: card.desiredSpendingProfile,
      profileDesiredAt: card.profileDesiredAt?.toISOString() ?? null,
      issuerMessage: card.issuerMessage,
      shippingAddress: shippingAddress && shownAddress(shippingAddress, people),
      shippedAt: card.shippedAt?.toISOString() ?? null,
      replaces: card.replaces && isSeen(card.replaces) ? related(card.replaces, card) : null,
      replacedBy: replacedBy[0] && isSeen(replacedBy[0]) ? related(replacedBy[0], replacedBy[0]) : null,
      waiting: await waitingSince(db, cardId),
      effectiveLimits: await effectiveLimits(db, card, new Date()),
      lastUsedAt: row.lastUsedAt,
      createdAt: row.createdAt,
      updatedAt: card.updatedAt.toISOString(),
      version: row.version,
    };
  });
}

const related = (
  { id, lastFour, status }: { id: number; lastFour: string | null; status: string },
  successor: { replacementReason: string | null },
) => ({
  id,
  lastFour,
  status: status as CardStatus,
  reason: successor.replacementReason as ReplacementReason,
});

async function freezerName(db: Reader, actor: Actor, userId: number | null): Promise<string | null> {
  if (userId === null || !seesPeople(actor)) return null;
  return (await db.user.findFirst({ where: { id: userId }, select: { name: true } }))?.name ?? null;
}

function shownAddress(address: Row<"Address">, people: boolean): ShippingAddress {
  if (!people)
    return { line1: null, line2: null, city: null, region: null, postalCode: null, country: address.country };
  return {
    line1: openField("Address", address, "line1"),
    line2: openField("Address", address, "line2"),
    city: address.city,
    region: address.region,
    postalCode: address.postalCode,
    country: address.country,
  };
}

async function waitingSince(db: Reader, cardId: number): Promise<CardFacts["waiting"]> {
  const oldest = await db.lithicOperation.findFirst({
    where: { ...targetOf("Card", cardId), status: { in: [...pendingStatuses] } },
    orderBy: { id: "asc" },
    select: { createdAt: true },
  });
  return oldest && { since: oldest.createdAt.toISOString() };
}

/** The history of a card, newest first. Needs card.see. Throws NOT_FOUND when the actor may not see
 *  the card. */
export function cardHistory(actor: Actor, cardId: number, query: HistoryQuery): Promise<Page<HistoryEntry>> {
  return readAs(actor, "card.see", async (db) => {
    const card = await db.card.findFirst({ where: { id: cardId }, select: { id: true } });
    if (!card) throw noRow("Card", cardId);
    return readHistory(db, actor, { model: "Card", id: cardId }, query);
  });
}
