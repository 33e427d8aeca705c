import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answer, ApiError, type Call, created, ok, param, parse } from "../call.ts";
import { equals, type Filter, page } from "../pages.ts";
import { keepTransaction, shownTransaction, step, type Transaction, transactionOf } from "./transaction.ts";

export function getTransaction(call: Call): Answer {
  return ok(shownTransaction(transactionOf(call, param(call, "transaction_token"))));
}

export function listTransactions(call: Call): Answer {
  const { query } = call;
  const result =
    query.get("result") === null ? undefined : parse(z.enum(["APPROVED", "DECLINED"]), query.get("result"));
  const filters: Filter[] = [
    ...equals(query, "card_token"),
    ...equals(query, "account_token"),
    ...equals(query, "status"),
    ...(result ? [["approved = ?", result === "APPROVED" ? 1 : 0] as const] : []),
  ];
  const { rows, has_more } = page<{ body: string }>(call, "transactions", filters);
  return ok({ data: rows.map(({ body }) => shownTransaction(JSON.parse(body))), has_more });
}

const token = z.string();
const amount = z.int().min(0).max(2_000_000_000);
const clearing = z.strictObject({ token, amount: z.int().max(2_000_000_000).default(0) });

/** Settles an authorization, in full or by the given amount, and releases its hold. Can be
 *  repeated. */
export function clear(call: Call): Answer {
  const request = parse(clearing, call.body);
  const before = transactionOf(call, request.token);
  if (
    before.authorized === null ||
    (before.status !== "PENDING" && before.status !== "SETTLED") ||
    before.authorized === 0
  )
    throw new ApiError(422, `A transaction in status ${before.status} cannot be cleared`);
  const size = Math.abs(request.amount) || Math.abs(before.hold || before.authorized);
  const cents = before.authorized < 0 ? -size : size;
  const events = [...before.events, step(call, "CLEARING", cents, true)];
  keepTransaction(
    call,
    { ...before, status: "SETTLED", hold: 0, settled: before.settled + cents, events },
    before,
  );
  return done();
}

const voiding = z.strictObject({
  token,
  amount: amount.optional(),
  type: z.enum(["AUTHORIZATION_REVERSAL", "AUTHORIZATION_EXPIRY"]).default("AUTHORIZATION_REVERSAL"),
});

/** Voids an authorization that has not cleared, in full or by the given amount. An expiry is always
 *  in full. */
export function voidAuthorization(call: Call): Answer {
  const request = parse(voiding, call.body);
  const before = transactionOf(call, request.token);
  if (before.status !== "PENDING")
    throw new ApiError(400, `A transaction in status ${before.status} cannot be voided`);
  const isExpiry = request.type === "AUTHORIZATION_EXPIRY";
  if (isExpiry && before.hold < 0) throw new ApiError(400, "A credit authorization cannot expire here");
  const held = Math.abs(before.hold);
  const size = isExpiry ? held : (request.amount ?? held);
  if (size > held) throw new ApiError(400, "amount: is more than what is pending");
  const cents = before.hold < 0 ? -size : size;
  const hold = before.hold - cents;
  const events = [...before.events, step(call, request.type, 0 - cents, false)];
  const status = hold !== 0 ? "PENDING" : isExpiry ? "EXPIRED" : "VOIDED";
  keepTransaction(call, { ...before, status, hold, events }, before);
  return done();
}

const advice = z.strictObject({ token, amount });

/** Changes the pending amount of an authorization, as a hotel or a fuel pump does. */
export function authorizationAdvice(call: Call): Answer {
  const request = parse(advice, call.body);
  const before = transactionOf(call, request.token, 400);
  if (before.status !== "PENDING") return refusedAdvice(before);
  const cents = before.hold < 0 ? 0 - request.amount : request.amount;
  const events = [...before.events, step(call, "AUTHORIZATION_ADVICE", cents, false)];
  keepTransaction(call, { ...before, authorized: cents, hold: cents, events }, before);
  return done({ token: before.token });
}

const reversal = z.strictObject({ token });

/** Reverses a settled refund. */
export function reverseReturn(call: Call): Answer {
  const before = transactionOf(call, parse(reversal, call.body).token, 400);
  if (before.status !== "SETTLED" || before.settled >= 0)
    throw new ApiError(400, "Only a settled credit can be reversed");
  const events = [...before.events, step(call, "RETURN_REVERSAL", -before.settled, true)];
  keepTransaction(call, { ...before, settled: 0, events }, before);
  return done();
}

function refusedAdvice({ token, status }: Transaction): Answer {
  const message = `A transaction in status ${status} takes no advice`;
  return { status: 422, body: { token, message, debugging_request_id: randomUUID() } };
}

const done = (more: object = {}) => created({ debugging_request_id: randomUUID(), ...more });
