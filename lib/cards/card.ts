import type { words } from "@/prisma/generated/schema-map.ts";

export type CardStatus = (typeof words.Card.status)[number];
export type WantedStatus = (typeof words.Card.wantedStatus)[number];
export type CardType = (typeof words.Card.cardType)[number];
export type CardForm = (typeof words.Card.form)[number];
export type LimitWindow = (typeof words.Card.spendLimitDuration)[number];

/** What people read for the state of a card. */
export const cardStatusLabels: Readonly<Record<CardStatus, string>> = {
  pending: "Pending",
  active: "Active",
  frozen: "Frozen",
  inactive: "Closed",
};

/** What people read while the issuer has not confirmed what a card is wanted to be. */
const wishLabels: Readonly<Record<WantedStatus, string>> = { active: "Unfreezing …", frozen: "Freezing …", inactive: "Closing …" };

/** What people read for a type of card. */
export const cardTypeLabels: Readonly<Record<CardType, string>> = { debit: "Debit", reloadable: "Reloadable" };

/** What people read for what a card is made of. */
export const cardFormLabels: Readonly<Record<CardForm, string>> = { virtual: "Virtual", physical: "Physical" };

/** What people read for the window of a card's own limit; the issuer's months and years end today, they do not follow the calendar. */
export const limitWindowLabels: Readonly<Record<LimitWindow, string>> = {
  transaction: "per purchase",
  monthly: "per month",
  annually: "per year",
  forever: "in total",
};

/** The parts of a card that decide what can be done with it. */
export interface CardState {
  readonly status: string;
  readonly wantedStatus: string | null;
}

/** The state of a card in words, never claiming what the issuer has not confirmed. */
export function cardStateLabel({ status, wantedStatus }: CardState): string {
  return wantedStatus === null ? cardStatusLabels[status as CardStatus] : wishLabels[wantedStatus as WantedStatus];
}

/** What the card is to be once everything asked for is done. */
const aim = ({ status, wantedStatus }: CardState) => wantedStatus ?? status;

export const canFreeze = (card: CardState) => card.status !== "pending" && aim(card) === "active";
export const canUnfreeze = (card: CardState) => aim(card) === "frozen";
export const canClose = (card: CardState) => aim(card) !== "inactive";
