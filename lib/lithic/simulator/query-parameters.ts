import { ApiError } from "./call.ts";
import { allEventTypes } from "./events/event-types.ts";

/** The words that a query parameter takes, or null for any text. */
type Words = readonly string[] | null;
type Parameters = Readonly<Record<string, Words>>;

const paged: Parameters = { ending_before: null, page_size: null, starting_after: null };
const dated: Parameters = { begin: null, end: null };
const trueOrFalse = ["true", "false"];
const streams = [
  "AUTHORIZATION",
  "THREE_DS_AUTHENTICATION",
  "TOKENIZATION",
  "ACH_CREDIT_RECEIPT",
  "ACH_DEBIT_RECEIPT",
  "CARD_TRANSACTION_UPDATE",
  "ACH_PAYMENT_UPDATE",
];
const accountTypes = ["ISSUING", "OPERATING", "RESERVE", "SECURITY"];
const attempts: Parameters = {
  ...paged,
  ...dated,
  status: ["FAILED", "PENDING", "SENDING", "SUCCESS"],
};

/** The documented query parameters of each request. Those of other requests have none. */
export const queryParameters: Readonly<Record<string, Parameters>> = {
  "GET /v1/account_holders": {
    ...dated,
    ending_before: null,
    starting_after: null,
    limit: null,
    external_id: null,
    first_name: null,
    last_name: null,
    legal_business_name: null,
    phone_number: null,
    email: null,
  },
  "GET /v1/accounts": { ...paged, ...dated },
  "GET /v1/balances": {
    account_token: null,
    business_account_token: null,
    balance_date: null,
    financial_account_type: accountTypes,
  },
  "GET /v1/financial_accounts": {
    account_token: null,
    business_account_token: null,
    type: [...accountTypes, "EARLY_DIRECT_DEPOSIT_FLOAT"],
  },
  "GET /v1/financial_accounts/{financial_account_token}/balances": {
    balance_date: null,
    last_transaction_event_token: null,
  },
  "GET /v1/cards": {
    ...paged,
    ...dated,
    account_token: null,
    state: ["CLOSED", "OPEN", "PAUSED", "PENDING_ACTIVATION", "PENDING_FULFILLMENT"],
    memo: null,
  },
  "GET /v1/card_programs": paged,
  "GET /v1/embed": {
    session: null,
    type: ["PAN", "CVV", "EXP_MONTH", "EXP_YEAR", "PIN_SETTING"],
    styles: null,
    configuration: null,
  },
  "GET /v2/auth_rules": {
    ...paged,
    card_token: null,
    account_token: null,
    business_account_token: null,
    scope: ["PROGRAM", "ACCOUNT", "BUSINESS_ACCOUNT", "CARD", "ANY"],
    event_stream: streams,
    event_streams: streams,
  },
  "GET /v2/auth_rules/results": {
    ...paged,
    ...dated,
    event_token: null,
    auth_rule_token: null,
    has_actions: trueOrFalse,
  },
  "GET /v2/auth_rules/{auth_rule_token}/features": { account_token: null, card_token: null },
  "GET /v2/auth_rules/{auth_rule_token}/report": dated,
  "GET /v2/auth_rules/{auth_rule_token}/backtests": paged,
  "GET /v1/transactions": {
    ...paged,
    ...dated,
    account_token: null,
    card_token: null,
    result: ["APPROVED", "DECLINED"],
    status: ["PENDING", "VOIDED", "SETTLED", "DECLINED", "EXPIRED"],
  },
  "GET /v1/events": { ...paged, ...dated, event_types: allEventTypes, with_content: trueOrFalse },
  "GET /v1/events/{event_token}/attempts": attempts,
  "GET /v1/event_subscriptions": paged,
  "GET /v1/event_subscriptions/{event_subscription_token}/attempts": attempts,
};

// Lists of words, separated by commas.
const lists = ["event_types", "event_streams"];

// These document no 400.
const unprocessable = [
  "GET /v1/status",
  "GET /v1/account_holders",
  "GET /v1/accounts/{account_token}/spend_limits",
  "GET /v1/events",
];

/** Checks the query of a request. Throws 400, or 422 where 400 is not documented, for a parameter
 *  that is not documented, for one that is given twice, and for a word that it does not take. */
export function checkQuery(route: string, query: URLSearchParams): void {
  const known = queryParameters[route] ?? {};
  const status = unprocessable.includes(route) ? 422 : 400;
  for (const name of new Set(query.keys())) {
    if (!Object.hasOwn(known, name)) throw new ApiError(status, `${name}: unknown query parameter`);
    const [value = "", ...more] = query.getAll(name);
    if (more.length > 0) throw new ApiError(status, `${name}: is given more than once`);
    const words = known[name];
    const given = lists.includes(name) ? value.split(",") : [value];
    if (words && given.some((word) => !words.includes(word)))
      throw new ApiError(status, `${name}: must be one of ${words.join(", ")}`);
  }
}
