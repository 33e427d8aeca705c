import { z } from "zod";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { shippingAddress } from "../address.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import {
  type Card,
  cardOf,
  cardSubstatuses,
  changeCard,
  type KeptCard,
  keepCard,
  type LithicCardState,
  limitDurations,
  shownWithNumber,
} from "./card.ts";
import { shippingMethods } from "./cards.ts";
import { expiry } from "./expiry.ts";
import { newSecurityCode } from "./payment-card-number.ts";

/** The states that a request can move a card to from each state. Only shipping moves it to
 *  PENDING_ACTIVATION. */
export const nextStates: Readonly<Record<LithicCardState, readonly LithicCardState[]>> = {
  PENDING_FULFILLMENT: ["CLOSED"],
  PENDING_ACTIVATION: ["OPEN", "CLOSED"],
  OPEN: ["PAUSED", "CLOSED"],
  PAUSED: ["OPEN", "CLOSED"],
  CLOSED: [],
};

const change = z.strictObject({
  memo: z.string().optional(),
  state: z.enum(["OPEN", "PAUSED", "CLOSED"]).optional(),
  substatus: z.enum(cardSubstatuses).optional(),
  comment: z.string().optional(),
  spend_limit: z.int().min(0).optional(),
  spend_limit_duration: z.enum(limitDurations).optional(),
  pin: z.base64().optional(),
  pin_status: z.literal("OK").optional(),
});

export function updateCard(call: Call): Answer {
  const before = cardOf(call, param(call, "card_token"));
  const { pin, ...given } = parse(change, call.body);
  const state = given.state ?? before.card.state;
  const stays = state === before.card.state;
  if (before.card.state === "CLOSED" && !stays) throw new ApiError(422, "The card is closed, which is final");
  if (!stays && !nextStates[before.card.state].includes(state))
    throw new ApiError(422, `A card in state ${before.card.state} cannot be set to ${state}`);
  // A substatus is the reason for a state, and is cleared when the state changes.
  const after = changeCard(call, before, {
    ...(stays ? {} : { substatus: undefined }),
    ...withoutUndefined(given),
    ...(pin !== undefined && { pin_status: "OK" as const }),
  });
  return ok(shownWithNumber(after));
}

const delivery = z.strictObject({
  carrier: z.strictObject({ qr_code_url: z.url().optional() }).optional(),
  product_id: z.string().optional(),
  shipping_address: shippingAddress.optional(),
  shipping_method: z.enum(shippingMethods).optional(),
});

/** Reissues a physical card. */
export function reissueCard(call: Call): Answer {
  const card = copyable(call, ["PHYSICAL"]);
  const { shipping_address, product_id } = parse(delivery, call.body);
  const copied = copyOf(card, { ...(product_id !== undefined && { product_id }) }, shipping_address);
  keepCard(call, copied);
  emit(call, "card.reissued", { card_token: copied.card.token });
  return ok(shownWithNumber(copied));
}

const renewal = delivery.extend({
  shipping_address: shippingAddress,
  exp_month: z.string().optional(),
  exp_year: z.string().optional(),
});

/** Renews a card with a new expiry and security code. Its number stays. */
export function renewCard(call: Call): Answer {
  const card = copyable(call, ["PHYSICAL", "VIRTUAL"]);
  const request = parse(renewal, call.body);
  const until = expiry(call.now, request);
  const change = { ...until, ...(request.product_id !== undefined && { product_id: request.product_id }) };
  const renewed = { ...copyOf(card, change, request.shipping_address), cvv: newSecurityCode() };
  keepCard(call, renewed);
  const { token: card_token, exp_month: previous_exp_month, exp_year: previous_exp_year } = card.card;
  emit(call, "card.renewed", { card_token, ...until, previous_exp_month, previous_exp_year });
  return ok(shownWithNumber(renewed));
}

const conversion = delivery.required({ shipping_address: true });

/** Converts a virtual card to a physical one. It waits for that like a new physical card. */
export function convertToPhysical(call: Call): Answer {
  const before = cardOf(call, param(call, "card_token"));
  const { shipping_address, product_id } = parse(conversion, call.body);
  const { type, state } = before.card;
  if (!["VIRTUAL", "UNLOCKED", "DIGITAL_WALLET"].includes(type))
    throw new ApiError(422, `A ${type} card cannot be converted`);
  if (state !== "OPEN") throw new ApiError(422, "Only an OPEN card can be converted");
  const card: Card = {
    ...before.card,
    type: "PHYSICAL",
    state: "PENDING_FULFILLMENT",
    product_id: product_id ?? null,
  };
  const converted = { ...before, card, shipping: JSON.stringify(shipping_address) };
  keepCard(call, converted);
  call.store.run(
    "INSERT INTO conversions (card_token, at) VALUES (?, ?)",
    card.token,
    call.now.toISOString(),
  );
  emit(call, "card.converted", { card_token: card.token });
  return ok(shownWithNumber(converted));
}

/** Ships a physical card that waits for it, as happens daily at Lithic. Returns the resulting
 *  state. */
export function shipCard(call: Pick<Call, "store" | "now">, token: string): LithicCardState {
  const card = cardOf(call, token);
  if (card.card.state !== "PENDING_FULFILLMENT") return card.card.state;
  emit(call, "card.shipped", {
    card_token: token,
    bulk_order_token: null,
    shipping_method: "USPS without tracking envelope",
    tracking_number: null,
  });
  return changeCard(call, card, { state: "PENDING_ACTIVATION" }).card.state;
}

const secondsToPrint = 60;

/** Ships the physical cards that were ordered a minute ago or longer, so that people who try the
 *  portal see them arrive. Returns how many. */
export function shipDue(call: Pick<Call, "store" | "now">): number {
  const due = call.store.all<{ token: string }>(
    `SELECT token FROM cards LEFT JOIN conversions ON card_token = token
     WHERE state = 'PENDING_FULFILLMENT' AND coalesce(at, created) <= ?`,
    secondsBefore(call.now, secondsToPrint).toISOString(),
  );
  for (const { token } of due) shipCard(call, token);
  return due.length;
}

const maxPrints = 8;

function copyable(call: Call, types: readonly Card["type"][]): KeptCard {
  const card = cardOf(call, param(call, "card_token"));
  if (!types.includes(card.card.type))
    throw new ApiError(422, `A ${card.card.type} card cannot be printed or renewed this way`);
  if (card.card.state === "CLOSED") throw new ApiError(422, "The card is closed, which is final");
  if (card.card.type === "PHYSICAL" && card.copies >= maxPrints)
    throw new ApiError(422, `A card can be reissued or renewed ${maxPrints} times`);
  return card;
}

function copyOf(card: KeptCard, change: Partial<Card>, address: object | undefined): KeptCard {
  return {
    ...card,
    card: { ...card.card, ...change },
    copies: card.copies + 1,
    shipping: address ? JSON.stringify(address) : card.shipping,
  };
}

function withoutUndefined<Given extends object>(given: Given) {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<Given> & Partial<Card>;
}
