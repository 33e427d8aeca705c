import { randomUUID } from "node:crypto";
import { z } from "zod";
import { monthBefore, secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { page } from "../pages.ts";
import { spentSince } from "../spending.ts";

interface Account {
  readonly token: string;
  readonly created: string;
  readonly state: "ACTIVE" | "PAUSED" | "CLOSED";
  readonly substatus?: string | undefined;
  readonly comment: string;
  readonly cardholder_currency: "USD";
  readonly spend_limit: { readonly daily: number; readonly monthly: number; readonly lifetime: number };
}

/** Opens an account with Lithic's default limits, which apply from the start. */
export function openAccount({ store, now }: Call): string {
  const account: Account = {
    token: randomUUID(),
    created: now.toISOString(),
    state: "ACTIVE",
    comment: "",
    cardholder_currency: "USD",
    spend_limit: { daily: 125_000, monthly: 500_000, lifetime: 0 },
  };
  store.run(
    "INSERT INTO accounts (token, created, body) VALUES (?, ?, ?)",
    account.token,
    account.created,
    JSON.stringify(account),
  );
  return account.token;
}

export function getAccount(call: Call): Answer {
  return ok(accountOf(call, param(call, "account_token")));
}

export function listAccounts(call: Call): Answer {
  const { rows, has_more } = page<{ body: string }>(call, "accounts", []);
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more });
}

const limit = z.int().min(0).optional();
const change = z.strictObject({
  daily_spend_limit: limit,
  monthly_spend_limit: limit,
  lifetime_spend_limit: limit,
  state: z.enum(["ACTIVE", "PAUSED", "CLOSED"]).optional(),
  substatus: z
    .enum([
      "FRAUD_IDENTIFIED",
      "SUSPICIOUS_ACTIVITY",
      "RISK_VIOLATION",
      "END_USER_REQUEST",
      "ISSUER_REQUEST",
      "NOT_ACTIVE",
      "INTERNAL_REVIEW",
      "OTHER",
    ])
    .nullish(),
  comment: z.string().optional(),
});

export function updateAccount(call: Call): Answer {
  const account = accountOf(call, param(call, "account_token"));
  const given = parse(change, call.body);
  const state = given.state ?? account.state;
  if (account.state === "CLOSED" && state !== "CLOSED")
    throw new ApiError(422, "A closed account cannot be opened again");
  const { daily, monthly, lifetime } = account.spend_limit;
  const changed: Account = {
    ...account,
    state,
    substatus:
      given.substatus ??
      (state === account.state && given.substatus === undefined ? account.substatus : undefined),
    comment: given.comment ?? account.comment,
    spend_limit: {
      daily: given.daily_spend_limit ?? daily,
      monthly: given.monthly_spend_limit ?? monthly,
      lifetime: given.lifetime_spend_limit ?? lifetime,
    },
  };
  call.store.run("UPDATE accounts SET body = ? WHERE token = ?", JSON.stringify(changed), account.token);
  return ok(changed);
}

export function getAccountSpendLimits(call: Call): Answer {
  const account = accountOf(call, param(call, "account_token"));
  const spend_velocity = accountSpending(call, account.token);
  const { daily, monthly, lifetime } = account.spend_limit;
  const available_spend_limit = {
    daily: Math.max(0, daily - spend_velocity.daily),
    monthly: Math.max(0, monthly - spend_velocity.monthly),
    ...(lifetime > 0 && { lifetime: Math.max(0, lifetime - spend_velocity.lifetime) }),
  };
  const { lifetime: everything, ...recent } = spend_velocity;
  return ok({
    available_spend_limit,
    spend_limit: { daily, monthly, ...(lifetime > 0 && { lifetime }) },
    // Each part is present only for the limit that is set.
    spend_velocity: { ...recent, ...(lifetime > 0 && { lifetime: everything }) },
  });
}

/** What the account spent in the trailing day and month, and in total. */
export function accountSpending({ store, now }: Pick<Call, "store" | "now">, token: string) {
  return {
    daily: spentSince(store, "account_token", token, secondsBefore(now, 86_400)),
    monthly: spentSince(store, "account_token", token, monthBefore(now)),
    lifetime: spentSince(store, "account_token", token, new Date(0)),
  };
}

/** Returns the account. Throws 404. */
export function accountOf({ store }: Pick<Call, "store">, token: string): Account {
  const row = store.get<{ body: string }>("SELECT body FROM accounts WHERE token = ?", token);
  if (!row) throw new ApiError(404, "Account not found");
  return JSON.parse(row.body);
}
