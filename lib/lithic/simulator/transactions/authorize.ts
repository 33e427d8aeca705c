import { randomUUID } from "node:crypto";
import { z } from "zod";
import { holderOfAccount } from "@/lib/lithic/simulator/accounts/account-holders.ts";
import { payingAccount } from "@/lib/lithic/simulator/accounts/balances.ts";
import { cardByNumber, changeCard, type KeptCard, keepCard } from "@/lib/lithic/simulator/cards/card.ts";
import { type Answer, ApiError, type Call, created, parse } from "../call.ts";
import { decideStored } from "./decide-stored.ts";
import { keepTransaction, newAuthorizationCode, panEntryMode, type Transaction } from "./transaction.ts";

const amount = z.int().min(0).max(2_000_000_000);
const descriptor = z.string().min(1).max(25);
const pan = z.string().length(16);

const atMerchant = {
  amount,
  descriptor,
  pan,
  mcc: z
    .string()
    .regex(/^\d{4}$/)
    .default("5734"),
  merchant_acceptor_id: z.string().min(1).max(15).default("174030075991"),
  merchant_acceptor_city: z.string().max(13).default("NEW YORK"),
  merchant_acceptor_state: z.string().max(3).default("NY"),
  merchant_acceptor_country: z.string().length(3).default("USA"),
};

const authorization = z
  .strictObject({
    ...atMerchant,
    merchant_amount: z.int().min(1).optional(),
    merchant_currency: z.string().default("USD"),
    partial_approval_capable: z.boolean().default(false),
    pin: z.never("The simulator knows no PIN").optional(),
    status: z
      .enum([
        "AUTHORIZATION",
        "BALANCE_INQUIRY",
        "CREDIT_AUTHORIZATION",
        "FINANCIAL_AUTHORIZATION",
        "FINANCIAL_CREDIT_AUTHORIZATION",
      ])
      .default("AUTHORIZATION"),
  })
  .refine(({ status, amount }) => status !== "BALANCE_INQUIRY" || amount === 0, {
    path: ["amount"],
    message: "must be 0 for an inquiry",
  });

type Authorization = z.infer<typeof authorization>;

/** Simulates a merchant's authorization request. A decline is 422 with the transaction's token. */
export function authorize(call: Call): Answer {
  const request = parse(authorization, call.body);
  return decided(call, request, request.status);
}

const creditAdvice = z.strictObject(atMerchant);

/** Simulates a refund that the network has already granted. */
export function creditAuthorizationAdvice(call: Call): Answer {
  const request = parse(creditAdvice, call.body);
  return decided(
    call,
    { ...request, merchant_currency: "USD", partial_approval_capable: false },
    "CREDIT_AUTHORIZATION_ADVICE",
  );
}

const refund = z.strictObject({ amount, descriptor, pan });

/** Simulates a refund that settles at once, whatever the card's state. */
export function simulateReturn(call: Call): Answer {
  const request = parse(creditAdvice, parse(refund, call.body));
  return decided(call, { ...request, merchant_currency: "USD", partial_approval_capable: false }, "RETURN");
}

const cashMerchants = ["6010", "6011"];

function decided(call: Call, request: Omit<Authorization, "status">, type: string): Answer {
  const kept = cardByNumber(call, request.pan);
  const isCredit = type.includes("CREDIT") || type === "RETURN";
  const cents = isCredit ? 0 - request.amount : request.amount;
  const isCash = cashMerchants.includes(request.mcc);
  const { account_token } = kept.card;
  const payer = payingAccount(
    call,
    account_token,
    holderOfAccount(call, account_token).business_account_token,
  );
  if (!payer) throw new ApiError(400, "pan: nothing pays for this card");
  const ids = { event: randomUUID(), transaction: randomUUID() };
  const merchantCurrency = ["USD", "EUR", "GBP"].includes(request.merchant_currency)
    ? request.merchant_currency
    : "GBP";
  const purchase = {
    amount: cents,
    cash: isCash ? Math.max(0, cents) : 0,
    mcc: request.mcc,
    country: request.merchant_acceptor_country,
    currency: merchantCurrency,
    merchantId: request.merchant_acceptor_id,
    descriptor: request.descriptor,
    panEntryMode: panEntryMode({ isCardPresent: isCash }),
  };
  const isAdvice = type === "RETURN" || type === "CREDIT_AUTHORIZATION_ADVICE";
  const decision = isAdvice
    ? { result: "APPROVED", detailed_results: ["APPROVED"], rule_results: [] }
    : decideStored(call, { kept, purchase, isCardPresent: isCash, available: payer.available, ids });
  const isApproved = decision.result === "APPROVED";
  const isSettling = type.startsWith("FINANCIAL") || type === "RETURN";
  const at = call.now.toISOString();
  const transaction: Transaction = {
    token: ids.transaction,
    created: at,
    card_token: kept.card.token,
    account_token,
    financial_account_token: payer.token,
    status: isApproved ? (isSettling || type === "BALANCE_INQUIRY" ? "SETTLED" : "PENDING") : "DECLINED",
    result: decision.result,
    authorized: type === "RETURN" ? null : cents,
    hold: isApproved && !isSettling ? cents : 0,
    settled: isApproved && isSettling ? cents : 0,
    cash: isCash,
    merchant: {
      acceptor_id: request.merchant_acceptor_id,
      city: request.merchant_acceptor_city,
      state: request.merchant_acceptor_state,
      country: request.merchant_acceptor_country,
      descriptor: request.descriptor,
      mcc: request.mcc,
    },
    merchantCurrency,
    rate: request.merchant_amount && request.amount > 0 ? request.amount / request.merchant_amount : 1,
    isCardPresent: isCash,
    partialApprovalCapable: request.partial_approval_capable,
    authorizationCode: isApproved && type !== "RETURN" ? newAuthorizationCode() : null,
    events: [{ token: ids.event, type, created: at, amount: cents, isSettling, ...decision }],
  };
  keepTransaction(call, transaction);
  const debugging_request_id = randomUUID();
  if (!isApproved)
    return {
      status: 422,
      body: { token: transaction.token, message: decision.detailed_results.join(", "), debugging_request_id },
    };
  if (cents > 0) bindToMerchant(call, kept, request.merchant_acceptor_id);
  return created({ token: transaction.token, debugging_request_id });
}

// The first purchase locks a merchant-locked card to its merchant, and is the only one of a
// single-use card.
function bindToMerchant(call: Call, kept: KeptCard, merchantId: string): void {
  const { type } = kept.card;
  if (kept.lockedTo !== null || (type !== "MERCHANT_LOCKED" && type !== "SINGLE_USE")) return;
  const locked = { ...kept, lockedTo: merchantId };
  keepCard(call, locked);
  if (type === "SINGLE_USE") changeCard(call, locked, { state: "CLOSED" });
}
