import type { Actor } from "@/lib/auth/actor.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { reachFor } from "@/lib/permissions.ts";
import type { CardForm, CardStatus, CardType, DesiredStatus, LimitWindow } from "./card.ts";
import type { cardRowShape } from "./card-shapes.ts";

/** A card in a list. Amounts are minor units of the account's currency, times ISO 8601 in UTC.
 *  Analysts see the holder's initials instead of the name. */
export type CardRow = Shape<typeof cardRowShape>;

/** The fields of a card that its row shows. */
export const cardRowFields = {
  id: true,
  lastFour: true,
  memo: true,
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
  Exclude<keyof typeof cardRowFields, "user" | "spendingProfile" | "cardProduct">
> & {
  user: { id: number; name: string };
  spendingProfile: { id: number; name: string } | null;
  cardProduct: { id: number; name: string } | null;
};

/** Whether the actor may see people's names and addresses. */
export const seesPeople = (actor: Actor) => reachFor(actor, "personal-data.see") !== undefined;

/** A card as a list shows it to the actor. */
export function cardRow(actor: Actor, card: Listed): CardRow {
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

/** An amount as programs get it. */
export const amount = (minorUnits: bigint | null) => (minorUnits === null ? null : Number(minorUnits));

/** A name for readers without access to personal data: "Clara Costa" becomes "C. C.". */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => /\p{L}|\p{N}/u.test(part));
  return parts.map((part) => `${[...part.replace(/^[^\p{L}\p{N}]+/u, "")][0]?.toUpperCase()}.`).join(" ");
}
