import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import type { HistoryQuery } from "@/lib/audit-log/history-list.ts";
import { readHistory } from "@/lib/audit-log/queries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, readPage } from "@/lib/lists/list-page.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { targetOf } from "@/lib/outbox/target.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import {
  type CardForm,
  type CardStatus,
  type CardType,
  type DesiredStatus,
  desiredLimit,
  type LimitWindow,
} from "./card.ts";
import type { cardFactsShape, cardRowShape, shippingAddressShape, statusCountShape } from "./card-shapes.ts";
import type { CardListQuery } from "./list/card-list.ts";
import { cardSource } from "./list/card-source.ts";

/** A card in a list. Amounts are minor units of the account's currency, times ISO 8601 in UTC.
 *  Analysts see the holder's initials instead of the name. */
export type CardRow = Shape<typeof cardRowShape>;

const listed = {
  id: true,
  lastFour: true,
  memo: true,
  memoSort: true,
  status: true,
  desiredStatus: true,
  cardType: true,
  form: true,
  user: { select: { id: true, name: true } },
  spendLimit: true,
  spendLimitDuration: true,
  spendingProfile: { select: { id: true, name: true } },
  cardProduct: { select: { id: true, name: true } },
  lastUsedAt: true,
  createdAt: true,
  version: true,
} as const;

type Listed = Pick<
  Row<"Card">,
  | "id"
  | "lastFour"
  | "memo"
  | "memoSort"
  | "status"
  | "desiredStatus"
  | "cardType"
  | "form"
  | "spendLimit"
  | "spendLimitDuration"
  | "lastUsedAt"
  | "createdAt"
  | "version"
> & {
  user: { id: number; name: string };
  spendingProfile: { id: number; name: string } | null;
  cardProduct: { id: number; name: string } | null;
};

/** A page of the cards that the actor may see. Needs card.see. */
export function listCards(actor: Actor, query: CardListQuery): Promise<Page<CardRow>> {
  return readAs(actor, "card.see", async () => {
    await spendOnSearch(actor, query.search);
    const page = await readPage(query, cardSource(actor, query, rowReader("Card", listed)));
    return { ...page, rows: page.rows.map((card) => cardRow(actor, card)) };
  });
}

const seesPeople = (actor: Actor) => reachFor(actor, "personal-data.see") !== undefined;

function cardRow(actor: Actor, card: Listed): CardRow {
  return {
    id: card.id,
    lastFour: card.lastFour,
    memo: card.memo || null,
    status: card.status as CardStatus,
    desiredStatus: card.desiredStatus as DesiredStatus | null,
    cardType: card.cardType as CardType,
    form: card.form as CardForm,
    holder: { id: card.user.id, name: seesPeople(actor) ? card.user.name : initials(card.user.name) },
    spendLimit: amount(card.spendLimit),
    spendLimitDuration: card.spendLimitDuration as LimitWindow | null,
    spendingProfile: card.spendingProfile,
    cardProduct: card.cardProduct,
    lastUsedAt: card.lastUsedAt.getTime() === 0 ? null : card.lastUsedAt.toISOString(),
    createdAt: card.createdAt.toISOString(),
    version: card.version,
  };
}

const amount = (minorUnits: bigint | null) => (minorUnits === null ? null : Number(minorUnits));

/** A name for readers without access to personal data: "Clara Costa" becomes "C. C.". */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => /\p{L}|\p{N}/u.test(part));
  return parts.map((part) => `${[...part.replace(/^[^\p{L}\p{N}]+/u, "")][0]?.toUpperCase()}.`).join(" ");
}

/** A card's shipping address. Readers without access to personal data see only the country. */
export type ShippingAddress = Shape<typeof shippingAddressShape>;

/** All the details of a card. */
export type CardFacts = Shape<typeof cardFactsShape>;

const replacement = { select: { id: true, lastFour: true, status: true } } as const;

const facts = {
  ...listed,
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
  issuerMessage: true,
  shippingAddress: true,
  shippedAt: true,
  replaces: replacement,
  replacedBy: { ...replacement, orderBy: { id: "desc" }, take: 1 },
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
  return readAs(actor, "card.see", async (db) => {
    const card = await db.card.findFirst({ where: { id: cardId }, select: facts });
    if (!card) throw noRow("Card", cardId);
    const people = seesPeople(actor);
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
      issuerMessage: card.issuerMessage,
      shippingAddress: shippingAddress && shownAddress(shippingAddress, people),
      shippedAt: card.shippedAt?.toISOString() ?? null,
      replaces: card.replaces && related(card.replaces),
      replacedBy: replacedBy[0] ? related(replacedBy[0]) : null,
      waiting: await waitingSince(db, cardId),
      lastUsedAt: row.lastUsedAt,
      createdAt: row.createdAt,
      updatedAt: card.updatedAt.toISOString(),
      version: row.version,
    };
  });
}

const related = ({ id, lastFour, status }: { id: number; lastFour: string | null; status: string }) => ({
  id,
  lastFour,
  status: status as CardStatus,
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

/** How many cards are in a state, or a lower bound. */
export type StatusCount = Shape<typeof statusCountShape>;

const maxCounted = 10_000;

/** Counts the cards that the actor may see by state, for all states or the given ones, each up to
 *  `most`. Needs card.see. */
export function cardsByStatus(
  actor: Actor,
  statuses: readonly CardStatus[] = words.Card.status,
  most = maxCounted,
): Promise<StatusCount[]> {
  return readAs(actor, "card.see", async () => {
    const counts: StatusCount[] = [];
    for (const status of statuses) {
      const { total, isCapped } = await cardSource(
        actor,
        { filters: { status: [status] } },
        rowReader("Card", { id: true }),
      ).count(most);
      counts.push({ status, count: total, isCapped });
    }
    return counts;
  });
}
