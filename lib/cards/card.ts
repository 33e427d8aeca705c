import type { Row } from "@/lib/db/schema.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

export type CardStatus = (typeof words.Card.status)[number];
export type WantedStatus = (typeof words.Card.wantedStatus)[number];
export type CardType = (typeof words.Card.cardType)[number];
export type CardForm = (typeof words.Card.form)[number];
export type ReplacementReason = (typeof words.Card.replacementReason)[number];
export type LimitWindow = (typeof words.Card.spendLimitDuration)[number];

/** What people read for the state of a card. */
export const cardStatusLabels: Readonly<Record<CardStatus, string>> = {
  pending: "Pending",
  active: "Active",
  frozen: "Frozen",
  inactive: "Closed",
};

/** What people read while the issuer has not confirmed what a card is wanted to be. */
const wishLabels: Readonly<Record<WantedStatus, string>> = {
  active: "Unfreezing …",
  frozen: "Freezing …",
  inactive: "Closing …",
};

/** What people read for a type of card. */
export const cardTypeLabels: Readonly<Record<CardType, string>> = {
  debit: "Debit",
  reloadable: "Reloadable",
};

/** What people read for what a card is made of. */
export const cardFormLabels: Readonly<Record<CardForm, string>> = {
  virtual: "Virtual",
  physical: "Physical",
};

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
  if (wantedStatus === null) return cardStatusLabels[status as CardStatus];
  return status === "pending" && wantedStatus === "active"
    ? "Activating …"
    : wishLabels[wantedStatus as WantedStatus];
}

/** A card's own limit: most it may spend in its window, minor units; both null for none. */
export interface CardLimit {
  readonly spendLimit: bigint | null;
  readonly spendLimitDuration: LimitWindow | null;
}

/** What is wrong with a limit that is given without its window, or the other way round: the field that is missing, and words. */
export function limitFault({
  spendLimit,
  spendLimitDuration,
}: Readonly<Record<keyof CardLimit, unknown>>): readonly [field: string, message: string] | undefined {
  if ((spendLimit === null) === (spendLimitDuration === null)) return undefined;
  return [
    spendLimit === null ? "spendLimit" : "spendLimitDuration",
    "Give a limit and its window together, or neither of them.",
  ];
}

type LimitRow = Pick<
  Row<"Card">,
  "spendLimit" | "spendLimitDuration" | "wantedSpendLimit" | "wantedSpendLimitDuration" | "limitWantedAt"
>;

/** The limit that is wanted and not confirmed by the issuer, if there is one. */
export function wantedLimit({
  wantedSpendLimit,
  wantedSpendLimitDuration,
  limitWantedAt,
}: LimitRow): CardLimit | null {
  if (limitWantedAt === null) return null;
  return { spendLimit: wantedSpendLimit, spendLimitDuration: wantedSpendLimitDuration as LimitWindow | null };
}

/** The limit that the issuer confirmed last. */
export const confirmedLimit = ({ spendLimit, spendLimitDuration }: LimitRow): CardLimit => ({
  spendLimit,
  spendLimitDuration: spendLimitDuration as LimitWindow | null,
});

export const isSameLimit = (one: CardLimit, other: CardLimit) =>
  one.spendLimit === other.spendLimit && one.spendLimitDuration === other.spendLimitDuration;

/** What the card is to be once everything asked for is done. */
const aim = ({ status, wantedStatus }: CardState) => wantedStatus ?? status;

export const canFreeze = (card: CardState) => card.status !== "pending" && aim(card) === "active";
export const canUnfreeze = (card: CardState) => aim(card) === "frozen";
/** Whether the card's limit and memo can be changed, which takes a card that the issuer has made and that is not closed. */
export const canChange = (card: CardState & { readonly lastFour: string | null }) =>
  card.lastFour !== null && aim(card) !== "inactive";
/** Whether money can be loaded on the card and taken off it; another card has a limit to change. */
export const canLoad = (card: Parameters<typeof canChange>[0] & { readonly cardType: string }) =>
  card.cardType === "reloadable" && canChange(card);
export const canChangeLimit = (card: Parameters<typeof canLoad>[0]) =>
  card.cardType !== "reloadable" && canChange(card);
export const canClose = (card: CardState) => aim(card) !== "inactive";

/** The parts of a card that decide whether it can be made anew. */
export interface MadeCard extends CardState {
  readonly form: string;
  /** Null until the issuer has made it. */
  readonly lastFour: string | null;
}

export const canReplace = (card: MadeCard) => card.lastFour !== null && aim(card) !== "inactive";
export const canRenew = (card: CardState) => card.status !== "pending" && aim(card) !== "inactive";
export const canReissue = (card: MadeCard) => card.form === "physical" && canRenew(card);
export const canConvert = (card: MadeCard) =>
  card.form === "virtual" && card.status === "active" && card.wantedStatus === null;
export const canActivate = (card: CardState & { readonly shippedAt: Date | string | null }) =>
  card.status === "pending" && card.wantedStatus === null && card.shippedAt !== null;
export const canReveal = (card: CardState) => card.status === "active" && card.wantedStatus === null;

/** Why a card can take the place of another, as people read it. */
export const replacementReasonLabels: Readonly<Record<ReplacementReason, string>> = {
  lost: "Lost",
  stolen: "Stolen",
  damaged: "Damaged",
};
