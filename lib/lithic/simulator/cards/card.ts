import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { ApiError, type Call } from "../call.ts";

export const cardTypes = [
  "VIRTUAL",
  "PHYSICAL",
  "MERCHANT_LOCKED",
  "SINGLE_USE",
  "UNLOCKED",
  "DIGITAL_WALLET",
] as const;
export const cardStates = ["PENDING_FULFILLMENT", "PENDING_ACTIVATION", "OPEN", "PAUSED", "CLOSED"] as const;
export const limitDurations = ["ANNUALLY", "FOREVER", "MONTHLY", "TRANSACTION"] as const;
export const cardSubstatuses = [
  "LOST",
  "COMPROMISED",
  "DAMAGED",
  "END_USER_REQUEST",
  "ISSUER_REQUEST",
  "NOT_ACTIVE",
  "SUSPICIOUS_ACTIVITY",
  "INTERNAL_REVIEW",
  "EXPIRED",
  "UNDELIVERABLE",
  "OTHER",
] as const;

export type LithicCardState = (typeof cardStates)[number];

/** A card as lists show it, without its number. */
export interface Card {
  readonly token: string;
  readonly account_token: string;
  readonly card_program_token: string;
  readonly bulk_order_token: null;
  readonly replacement_for: string | null;
  readonly cardholder_currency: "USD";
  readonly created: string;
  readonly digital_card_art_token: null;
  readonly exp_month: string;
  readonly exp_year: string;
  readonly funding: null;
  readonly hostname: string;
  readonly last_four: string;
  readonly memo: string;
  readonly network_program_token: null;
  readonly pending_commands: readonly string[];
  readonly pin_status: "OK" | "BLOCKED" | "NOT_SET";
  readonly product_id: string | null;
  readonly spend_limit: number;
  readonly spend_limit_duration: (typeof limitDurations)[number];
  readonly state: LithicCardState;
  readonly substatus?: (typeof cardSubstatuses)[number] | undefined;
  readonly comment: string;
  readonly type: (typeof cardTypes)[number];
}

/** A card, and what only the simulator knows about it. */
export interface KeptCard {
  readonly card: Card;
  readonly pan: string;
  readonly cvv: string;
  readonly lockedTo: string | null;
  /** How often it was reissued or renewed. */
  readonly copies: number;
  /** Its last shipping address, as JSON. */
  readonly shipping: string | null;
}

interface CardRow {
  body: string;
  pan: string;
  cvv: string;
  locked_to: string | null;
  copies: number;
  shipping: string | null;
}

/** Returns the card. Throws 404. */
export function cardOf({ store }: Pick<Call, "store">, token: string): KeptCard {
  const row = store.get<CardRow>("SELECT * FROM cards WHERE token = ?", token);
  if (!row) throw new ApiError(404, "Card not found");
  return kept(row);
}

/** Returns the card with this number. Throws 400 when there is none. */
export function cardByNumber({ store }: Pick<Call, "store">, pan: string): KeptCard {
  const row = store.get<CardRow>("SELECT * FROM cards WHERE pan = ?", pan);
  if (!row) throw new ApiError(400, "pan: no such card");
  return kept(row);
}

/** Saves a card, new or changed. */
export function keepCard(
  { store }: Pick<Call, "store">,
  { card, pan, cvv, lockedTo, copies, shipping }: KeptCard,
): void {
  store.run(
    `INSERT INTO cards (token, account_token, state, memo, created, pan, cvv, body, locked_to, copies, shipping)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token) DO UPDATE SET
       state = excluded.state, memo = excluded.memo, cvv = excluded.cvv, body = excluded.body,
       locked_to = excluded.locked_to, copies = excluded.copies, shipping = excluded.shipping`,
    card.token,
    card.account_token,
    card.state,
    card.memo,
    card.created,
    pan,
    cvv,
    JSON.stringify(card),
    lockedTo,
    copies,
    shipping,
  );
}

/** Changes the given fields of a card and tells subscribers their earlier values. Does nothing when
 *  nothing differs. */
export function changeCard(
  call: Pick<Call, "store" | "now">,
  before: KeptCard,
  change: Partial<Card>,
): KeptCard {
  const after = { ...before, card: { ...before.card, ...change } };
  const fields = Object.keys(change) as (keyof Card)[];
  const changed = fields.filter((field) => before.card[field] !== after.card[field]);
  if (changed.length === 0) return before;
  keepCard(call, after);
  emit(call, "card.updated", {
    card_token: after.card.token,
    state: after.card.state,
    previous_fields: Object.fromEntries(changed.map((field) => [field, before.card[field] ?? null])),
  });
  return after;
}

/** A card with its number and security code, as the answer for a single card. */
export const shownWithNumber = ({ card, pan, cvv }: KeptCard) => ({ ...card, pan, cvv });

const kept = ({ body, pan, cvv, locked_to, copies, shipping }: CardRow): KeptCard => ({
  card: JSON.parse(body),
  pan,
  cvv,
  lockedTo: locked_to,
  copies,
  shipping,
});
