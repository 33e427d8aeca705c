import type { Row } from "@/lib/db/schema.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

export type CardStatus = (typeof words.Card.status)[number];
export type DesiredStatus = (typeof words.Card.desiredStatus)[number];
export type CardType = (typeof words.Card.cardType)[number];
export type CardForm = (typeof words.Card.form)[number];
export type ReplacementReason = (typeof words.Card.replacementReason)[number];
export type LimitWindow = (typeof words.Card.spendLimitDuration)[number];

/** The labels of a card's states. */
export const cardStatusLabels: Readonly<Record<CardStatus, string>> = {
  pending: "Pending",
  active: "Active",
  frozen: "Frozen",
  inactive: "Closed",
  other: "Other",
};

/** The labels of a card's desired states, shown until the issuer confirms them. */
const desiredStatusLabels: Readonly<Record<DesiredStatus, string>> = {
  active: "Unfreezing …",
  frozen: "Freezing …",
  inactive: "Closing …",
};

/** The labels of the card types. */
export const cardTypeLabels: Readonly<Record<CardType, string>> = {
  debit: "Debit",
  reloadable: "Reloadable",
};

/** The labels of a card's form. */
export const cardFormLabels: Readonly<Record<CardForm, string>> = {
  virtual: "Virtual",
  physical: "Physical",
};

/** A card's type and form in one text, such as "Debit, virtual". */
export const typeAndFormText = ({ cardType, form }: { cardType: string; form: string }) =>
  `${cardTypeLabels[cardType as CardType]}, ${cardFormLabels[form as CardForm].toLowerCase()}`;

/** The last four digits in a file, as the pages show them: "•• 0673". A spreadsheet takes the bare
 *  digits for a number, and drops the zeros at their beginning. */
export const lastFourText = (digits: string) => `•• ${digits}`;

/** The labels of a card limit's window. The issuer's months and years are rolling periods that end
 *  today, not calendar periods. */
export const limitWindowLabels: Readonly<Record<LimitWindow, string>> = {
  transaction: "per purchase",
  monthly: "per month",
  annually: "per year",
  forever: "in total",
};

/** Why a card is closed that the issuer refused to create. */
export const neverCreated = "The issuer rejected this card";

/** The fields of a card that decide what can be done with it. */
export interface CardState {
  readonly status: string;
  readonly desiredStatus: string | null;
}

/** The label of a card's state. It never claims what the issuer has not confirmed. */
export function cardStateLabel({ status, desiredStatus }: CardState): string {
  if (desiredStatus === null) return cardStatusLabels[status as CardStatus];
  return status === "pending" && desiredStatus === "active"
    ? "Activating …"
    : desiredStatusLabels[desiredStatus as DesiredStatus];
}

/** A card's own limit: the most it may spend in its window, in minor units. Both fields are null
 *  for no limit. */
export interface CardLimit {
  readonly spendLimit: bigint | null;
  readonly spendLimitDuration: LimitWindow | null;
}

/** Checks that a limit and its window are given together. Returns the missing field and a
 *  message. */
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
  "spendLimit" | "spendLimitDuration" | "desiredSpendLimit" | "desiredSpendLimitDuration" | "limitDesiredAt"
>;

/** The desired limit that the issuer has not confirmed yet, if there is one. */
export function desiredLimit({
  desiredSpendLimit,
  desiredSpendLimitDuration,
  limitDesiredAt,
}: LimitRow): CardLimit | null {
  if (limitDesiredAt === null) return null;
  return {
    spendLimit: desiredSpendLimit,
    spendLimitDuration: desiredSpendLimitDuration as LimitWindow | null,
  };
}

/** The limit that the issuer last confirmed. */
export const confirmedLimit = ({ spendLimit, spendLimitDuration }: LimitRow): CardLimit => ({
  spendLimit,
  spendLimitDuration: spendLimitDuration as LimitWindow | null,
});

export const isSameLimit = (one: CardLimit, other: CardLimit) =>
  one.spendLimit === other.spendLimit && one.spendLimitDuration === other.spendLimitDuration;

/** The state of the card after every pending change is confirmed. */
const aim = ({ status, desiredStatus }: CardState) => desiredStatus ?? status;

export const canFreeze = (card: CardState) => card.status !== "pending" && aim(card) === "active";
export const canUnfreeze = (card: CardState) => aim(card) === "frozen";
/** Whether the card's limit and memo can be changed. The issuer must have created the card, and it
 *  must not be closed. */
export const canChange = (card: CardState & { readonly lastFour: string | null }) =>
  card.lastFour !== null && aim(card) !== "inactive";
/** Whether the card can be loaded and unloaded. Cards of other types have a limit to change
 *  instead. */
export const canLoad = (card: Parameters<typeof canChange>[0] & { readonly cardType: string }) =>
  card.cardType === "reloadable" && canChange(card);
export const canChangeLimit = (card: Parameters<typeof canLoad>[0]) =>
  card.cardType !== "reloadable" && canChange(card);
export const canClose = (card: CardState) => aim(card) !== "inactive";

/** The fields of a card that decide whether it can be reissued, renewed or replaced. */
export interface MadeCard extends CardState {
  readonly form: string;
  /** Null until the issuer has created it. */
  readonly lastFour: string | null;
}

export const canReplace = (card: MadeCard) => card.lastFour !== null && aim(card) !== "inactive";
export const canRenew = (card: CardState) => card.status !== "pending" && aim(card) !== "inactive";
export const canReissue = (card: MadeCard) => card.form === "physical" && canRenew(card);
export const canConvert = (card: MadeCard) =>
  card.form === "virtual" && card.status === "active" && card.desiredStatus === null;
export const canActivate = (card: CardState & { readonly shippedAt: Date | string | null }) =>
  card.status === "pending" && card.desiredStatus === null && card.shippedAt !== null;
export const canReveal = (card: CardState) => card.status === "active" && card.desiredStatus === null;

/** The labels of the reasons for replacing a card. */
export const replacementReasonLabels: Readonly<Record<ReplacementReason, string>> = {
  lost: "Lost",
  stolen: "Stolen",
  damaged: "Damaged",
  moved: "Moved",
};

/** The fields that a card's name is built from. */
export interface NamedCard {
  readonly memo: string | null;
  readonly lastFour: string | null;
}

/** The name of a card in a sentence: "Travel •• 4242", or whatever part of it is known. */
export const cardName = ({ memo, lastFour }: NamedCard): string =>
  [memo, lastFour && `•• ${lastFour}`].filter(Boolean).join(" ") || "a card without a number yet";
