import { randomUUID } from "node:crypto";
import { z } from "zod";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { type Answer, ApiError, type Call, ok, parse } from "../call.ts";
import { equals, type Filter } from "../pages.ts";

interface FinancialAccountRow {
  token: string;
  account_token: string;
  type: "ISSUING" | "OPERATING";
  created: string;
  body: string;
  total: number;
  pending: number;
  last_transaction_token: string | null;
  last_event_token: string | null;
  updated: string;
}

/** Opens an empty financial account. */
export function openFinancialAccount(
  call: Call,
  accountToken: string,
  type: FinancialAccountRow["type"],
  nickname: string | null = null,
) {
  const at = call.now.toISOString();
  const account = {
    token: randomUUID(),
    created: at,
    updated: at,
    type,
    routing_number: null,
    account_number: null,
    nickname,
    account_token: accountToken,
    status: "OPEN",
    substatus: null,
    user_defined_status: null,
    is_for_benefit_of: false,
    credit_configuration: null,
  };
  call.store.run(
    "INSERT INTO financial_accounts (token, account_token, type, created, updated, body) VALUES (?, ?, ?, ?, ?, ?)",
    account.token,
    accountToken,
    type,
    at,
    at,
    JSON.stringify(account),
  );
  emit(call, "financial_account.created", account);
  return account;
}

const newAccount = z.strictObject({
  account_token: z.string(),
  nickname: z.string().max(256),
  type: z.literal("OPERATING"),
  is_for_benefit_of: z.literal(false).optional(),
});

export function createFinancialAccount(call: Call): Answer {
  const { account_token, nickname, type } = parse(newAccount, call.body);
  if (!call.store.get("SELECT 1 FROM accounts WHERE token = ?", account_token))
    throw new ApiError(404, "Account not found");
  return ok(openFinancialAccount(call, account_token, type, nickname));
}

export function getFinancialAccount(call: Call): Answer {
  return ok(JSON.parse(financialAccountOf(call).body));
}

export function listFinancialAccounts(call: Call): Answer {
  const rows = found(call, equals(call.query, "type"));
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more: false });
}

export function listBalances(call: Call): Answer {
  onlyNow(call);
  const rows = found(call, equals(call.query, "financial_account_type", "type"));
  const data = rows.map((row) => ({
    ...amounts(row),
    financial_account_token: row.token,
    financial_account_type: row.type,
    last_transaction_token: row.last_transaction_token,
    last_transaction_event_token: row.last_event_token,
  }));
  return ok({ data, has_more: false });
}

export function getFinancialAccountBalances(call: Call): Answer {
  onlyNow(call);
  return ok({ data: [balance(financialAccountOf(call))], has_more: false });
}

const receipt = z.strictObject({
  token: z.uuid(),
  financial_account_token: z.string(),
  receipt_type: z.enum(["RECEIPT_CREDIT", "RECEIPT_DEBIT"]),
  amount: z.int().min(0),
  memo: z.string().optional(),
});

/** Money that a bank sends in or draws. The token makes it happen only once. */
export function receivePayment(call: Call): Answer {
  const { store, body } = call;
  const { token, financial_account_token, receipt_type, amount } = parse(receipt, body);
  const request = JSON.stringify({ financial_account_token, receipt_type, amount });
  const earlier = store.get<{ event_token: string; result: string; request: string }>(
    "SELECT * FROM payments WHERE token = ?",
    token,
  );
  if (earlier && earlier.request !== request)
    throw new ApiError(400, "token: already used for another payment");
  if (earlier) return ok(paid(earlier.result, earlier.event_token));
  const account = financialAccountOf(call, financial_account_token);
  const result = receipt_type === "RECEIPT_CREDIT" || available(account) >= amount ? "APPROVED" : "DECLINED";
  const event = randomUUID();
  store.run(
    "INSERT INTO payments (token, event_token, result, request) VALUES (?, ?, ?, ?)",
    token,
    event,
    result,
    request,
  );
  if (result === "APPROVED") {
    const total = receipt_type === "RECEIPT_CREDIT" ? amount : -amount;
    moveMoney(call, financial_account_token, { total, pending: 0 }, { transaction: token, event });
  }
  return ok(paid(result, event));
}

/** Changes the balance of an account and the amount held for purchases, in cents, and notifies
 *  subscribers. */
export function moveMoney(
  call: Pick<Call, "store" | "now">,
  token: string,
  by: { total: number; pending: number },
  cause: { transaction: string; event: string },
): void {
  call.store.run(
    `UPDATE financial_accounts SET total = total + ?, pending = pending + ?, last_transaction_token = ?, last_event_token = ?, updated = ?
     WHERE token = ?`,
    by.total,
    by.pending,
    cause.transaction,
    cause.event,
    call.now.toISOString(),
    token,
  );
  emit(call, "balance.updated", { data: [balance(financialAccountOf(call, token))] });
}

/** The account that pays for the cards of an account: its own, or that of its business. */
export function payingAccount(
  { store }: Pick<Call, "store">,
  accountToken: string,
  businessAccountToken: string | undefined,
) {
  const row = store.get<FinancialAccountRow>(
    "SELECT * FROM financial_accounts WHERE account_token = ? AND type = 'ISSUING'",
    businessAccountToken ?? accountToken,
  );
  return row && { token: row.token, available: available(row) };
}

function found({ store, query }: Call, filters: readonly Filter[]): FinancialAccountRow[] {
  const account = query.get("account_token");
  const business = query.get("business_account_token");
  const all: Filter[] = [
    ...filters,
    ...(account === null ? [] : [["account_token = ?", account] as const]),
    ...(business === null
      ? []
      : [
          [
            "(account_token = ? OR account_token IN (SELECT account_token FROM account_holders WHERE business_account_token = ?))",
            business,
            business,
          ] as const,
        ]),
  ];
  const where = all.length ? `WHERE ${all.map(([condition]) => condition).join(" AND ")}` : "";
  return store.all<FinancialAccountRow>(
    `SELECT * FROM financial_accounts ${where} ORDER BY seq DESC`,
    ...all.flatMap(([, ...values]) => values),
  );
}

function financialAccountOf(
  { store, params }: Pick<Call, "store"> & Partial<Call>,
  token = params?.financial_account_token,
) {
  const row = store.get<FinancialAccountRow>("SELECT * FROM financial_accounts WHERE token = ?", token);
  if (!row) throw new ApiError(404, "Financial account not found");
  return row;
}

function onlyNow({ query }: Call): void {
  for (const parameter of ["balance_date", "last_transaction_event_token"])
    if (query.has(parameter))
      throw new ApiError(400, `${parameter}: the simulator knows only the latest balance`);
}

const available = ({ total, pending }: FinancialAccountRow) => total - pending;

const amounts = (row: FinancialAccountRow) => ({
  available_amount: available(row),
  pending_amount: row.pending,
  total_amount: row.total,
  currency: "USD",
  created: row.created,
  updated: row.updated,
});

const nothingYet = "00000000-0000-0000-0000-000000000000";

const balance = (row: FinancialAccountRow) => ({
  ...amounts(row),
  token: row.token,
  type: row.type,
  last_transaction_token: row.last_transaction_token ?? nothingYet,
  last_transaction_event_token: row.last_event_token ?? nothingYet,
});

const paid = (result: string, event: string) => ({
  result,
  transaction_event_token: event,
  debugging_request_id: randomUUID(),
});
