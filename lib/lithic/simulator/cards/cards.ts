import { randomUUID } from "node:crypto";
import { z } from "zod";
import { holderOfAccount } from "@/lib/lithic/simulator/accounts/account-holders.ts";
import { accountOf } from "@/lib/lithic/simulator/accounts/accounts.ts";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { shippingAddress } from "../address.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { equals, type Filter, page } from "../pages.ts";
import {
  type Card,
  cardOf,
  cardStates,
  cardSubstatuses,
  cardTypes,
  changeCard,
  type KeptCard,
  keepCard,
  limitDurations,
  shownWithNumber,
} from "./card.ts";
import { cardPrograms } from "./card-programs.ts";
import { expiry } from "./expiry.ts";
import { newCardNumber, newSecurityCode } from "./payment-card-number.ts";

/** The shipping methods of physical cards. */
export const shippingMethods = [
  "STANDARD",
  "STANDARD_WITH_TRACKING",
  "PRIORITY",
  "EXPRESS",
  "2_DAY",
  "EXPEDITED",
] as const;

const substatus = z.enum(cardSubstatuses);

const newCard = z
  .strictObject({
    type: z.enum(cardTypes),
    account_token: z.string().optional(),
    card_program_token: z.enum(cardPrograms).default(cardPrograms[0]),
    exp_month: z.string().optional(),
    exp_year: z.string().optional(),
    memo: z.string().default(""),
    pin: z.base64().optional(),
    product_id: z.string().optional(),
    carrier: z.strictObject({ qr_code_url: z.url().optional() }).optional(),
    replacement_for: z.string().optional(),
    replacement_substatus: substatus.optional(),
    replacement_comment: z.string().optional(),
    shipping_address: shippingAddress.optional(),
    shipping_method: z.enum(shippingMethods).default("STANDARD"),
    spend_limit: z.int().min(0).default(0),
    spend_limit_duration: z.enum(limitDurations).default("TRANSACTION"),
    state: z.enum(["OPEN", "PAUSED"]).default("OPEN"),
  })
  .refine(({ type, shipping_address }) => (type === "PHYSICAL") === (shipping_address !== undefined), {
    path: ["shipping_address"],
    message: "is required for a PHYSICAL card, and for no other",
  })
  .refine(({ type, product_id }) => type === "PHYSICAL" || product_id === undefined, {
    path: ["product_id"],
    message: "applies to PHYSICAL cards only",
  })
  .refine(
    ({ shipping_method: method, shipping_address: to }) =>
      method !== "EXPEDITED" || (to?.email && to.phone_number),
    {
      path: ["shipping_address"],
      message: "needs email and phone_number for EXPEDITED",
    },
  );
type NewCard = z.infer<typeof newCard>;

export function createCard(call: Call): Answer {
  const request = parse(newCard, call.body);
  const replaced =
    request.replacement_for === undefined ? undefined : replaceable(call, request, request.replacement_for);
  const accountToken = request.account_token ?? replaced?.card.account_token;
  if (accountToken === undefined) throw new ApiError(400, "account_token: is required");
  mayHaveCards(call, accountToken);
  const pan = unusedNumber(call);
  const card: Card = {
    token: randomUUID(),
    account_token: accountToken,
    card_program_token: request.card_program_token,
    bulk_order_token: null,
    replacement_for: request.replacement_for ?? null,
    cardholder_currency: "USD",
    created: call.now.toISOString(),
    digital_card_art_token: null,
    ...expiry(call.now, request),
    funding: null,
    hostname: "",
    last_four: pan.slice(-4),
    memo: request.memo,
    network_program_token: null,
    pending_commands: [],
    pin_status: request.pin === undefined ? "NOT_SET" : "OK",
    product_id: request.product_id ?? null,
    spend_limit: request.spend_limit,
    spend_limit_duration: request.spend_limit_duration,
    state: request.type === "PHYSICAL" ? "PENDING_FULFILLMENT" : request.state,
    comment: "",
    type: request.type,
  };
  const shipping = request.shipping_address ? JSON.stringify(request.shipping_address) : null;
  const made: KeptCard = { card, pan, cvv: newSecurityCode(), lockedTo: null, copies: 0, shipping };
  keepCard(call, made);
  emit(call, "card.created", { card_token: card.token, replacement_for: card.replacement_for });
  if (replaced) retire(call, replaced, request);
  return ok(shownWithNumber(made));
}

export function getCard(call: Call): Answer {
  return ok(shownWithNumber(cardOf(call, param(call, "card_token"))));
}

export function listCards(call: Call): Answer {
  const { query } = call;
  const [memo, state] = [query.get("memo"), query.get("state")];
  const filters: Filter[] = [
    ...equals(query, "account_token"),
    ...(state === null ? [] : [["state = ?", parse(z.enum(cardStates), state)] as const]),
    ...(memo === null ? [] : [["seq IN (SELECT seq FROM cards WHERE instr(memo, ?) > 0)", memo] as const]),
  ];
  const { rows, has_more } = page<{ body: string }>(call, "cards", filters);
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more });
}

function replaceable(call: Call, { type, account_token }: NewCard, token: string): KeptCard {
  if (!call.store.get("SELECT 1 FROM cards WHERE token = ?", token))
    throw new ApiError(400, "replacement_for: no such card");
  const replaced = cardOf(call, token);
  if ((replaced.card.type === "PHYSICAL") !== (type === "PHYSICAL"))
    throw new ApiError(400, `replacement_for: a ${replaced.card.type} card is replaced by one of its kind`);
  if (account_token !== undefined && account_token !== replaced.card.account_token)
    throw new ApiError(400, "replacement_for: the card belongs to another account");
  return replaced;
}

function retire(
  call: Call,
  replaced: KeptCard,
  { replacement_substatus, replacement_comment }: NewCard,
): void {
  changeCard(call, replaced, {
    ...(replacement_substatus && { substatus: replacement_substatus }),
    ...(replacement_comment !== undefined && { comment: replacement_comment }),
  });
}

function mayHaveCards(call: Call, accountToken: string): void {
  if (!call.store.get("SELECT 1 FROM accounts WHERE token = ?", accountToken))
    throw new ApiError(400, "account_token: no such account");
  if (accountOf(call, accountToken).state !== "ACTIVE") throw new ApiError(422, "The account is not active");
  if (holderOfAccount(call, accountToken).status !== "ACCEPTED")
    throw new ApiError(422, "The account holder is not accepted");
}

function unusedNumber({ store }: Call): string {
  for (;;) {
    const pan = newCardNumber();
    if (!store.get("SELECT 1 FROM cards WHERE pan = ?", pan)) return pan;
  }
}
