/** The states of a card in our words. A new card is pending. Other is a state that Lithic had not
 *  documented yet. */
export type IssuerCardStatus = "pending" | "active" | "frozen" | "inactive" | "other";
/** The states that a card can be set to. */
export type SettableState = Exclude<IssuerCardStatus, "pending" | "other">;
export type CardForm = keyof typeof lithicTypeOf;
export type LimitWindow = keyof typeof limitDurationOf;

/** The most that a card may spend in a window, in minor units. Both fields are null for no
 *  limit. */
export interface SpendLimit {
  readonly spendLimit: bigint | null;
  readonly spendLimitDuration: LimitWindow | null;
}

/** Lithic's card states in our words. */
const statuses = {
  PENDING_FULFILLMENT: "pending",
  PENDING_ACTIVATION: "pending",
  OPEN: "active",
  PAUSED: "frozen",
  CLOSED: "inactive",
} as const satisfies Record<string, IssuerCardStatus>;

/** Our word for Lithic's state of a card. */
export const statusOf = (state: string): IssuerCardStatus =>
  Object.hasOwn(statuses, state) ? statuses[state as keyof typeof statuses] : "other";

/** Lithic's words for the desired states of a card. */
export const stateOf = { active: "OPEN", frozen: "PAUSED", inactive: "CLOSED" } as const;

/** Lithic's word for the state of a card. A card that waits for something is on its way. */
export const lithicStateOf = (status: string): string =>
  Object.entries(statuses).find(([, ours]) => ours === status)?.[0] ?? "PAUSED";

/** Lithic's words for the window of a card's own limit. MONTHLY and ANNUALLY are rolling periods
 *  there, not calendar periods. */
export const limitDurationOf = {
  transaction: "TRANSACTION",
  monthly: "MONTHLY",
  annually: "ANNUALLY",
  forever: "FOREVER",
} as const;

/** A card's own limit in our words. Undefined for a window that we have no word for. A limit of 0
 *  means none. */
export function limitOf({
  spendLimit,
  spendLimitDuration,
}: {
  spendLimit: number;
  spendLimitDuration: string;
}): SpendLimit | undefined {
  if (spendLimit === 0) return { spendLimit: null, spendLimitDuration: null };
  const window = Object.entries(limitDurationOf).find(([, word]) => word === spendLimitDuration)?.[0];
  return window === undefined
    ? undefined
    : { spendLimit: BigInt(spendLimit), spendLimitDuration: window as LimitWindow };
}

/** Lithic's words for the forms of a card. */
export const lithicTypeOf = { virtual: "VIRTUAL", physical: "PHYSICAL" } as const;

/** Lithic's words for the reasons to replace a card. */
export const substatusOf = {
  lost: "LOST",
  stolen: "COMPROMISED",
  damaged: "DAMAGED",
} as const;
