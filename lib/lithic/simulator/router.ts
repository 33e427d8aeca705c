import {
  createAccountHolder,
  getAccountHolder,
  listAccountHolders,
  reviewEnrollment,
} from "./accounts/account-holders.ts";
import { getAccount, getAccountSpendLimits, listAccounts, updateAccount } from "./accounts/accounts.ts";
import {
  createFinancialAccount,
  getFinancialAccount,
  getFinancialAccountBalances,
  listBalances,
  listFinancialAccounts,
  receivePayment,
} from "./accounts/balances.ts";
import { createBacktest, getBacktest, listBacktests } from "./backtests/backtests.ts";
import type { Answer, Call } from "./call.ts";
import { ok } from "./call.ts";
import { convertToPhysical, reissueCard, renewCard, updateCard } from "./cards/card-changes.ts";
import { createEmbedSession, getEmbed } from "./cards/card-embed.ts";
import { getCardProgram, listCardPrograms } from "./cards/card-programs.ts";
import { getCardSpendLimits } from "./cards/card-spending.ts";
import { createCard, getCard, listCards } from "./cards/cards.ts";
import {
  createSubscription,
  deleteSubscription,
  getSecret,
  getSubscription,
  listSubscriptions,
  resendEvent,
  rotateSecret,
  sendExample,
  updateSubscription,
} from "./events/event-subscriptions.ts";
import { getEvent, listAttempts, listEvents } from "./events/events.ts";
import { getFeatures, listResults, listRules } from "./rules/auth-rule-reports.ts";
import {
  createRule,
  deleteRule,
  draftRule,
  getRule,
  listVersions,
  promoteRule,
  updateRule,
} from "./rules/auth-rules.ts";
import { getReport } from "./rules/performance-report.ts";
import { authorize, creditAuthorizationAdvice, simulateReturn } from "./transactions/authorize.ts";
import {
  authorizationAdvice,
  clear,
  getTransaction,
  listTransactions,
  reverseReturn,
  voidAuthorization,
} from "./transactions/transaction-steps.ts";

type Handler = (call: Call) => Answer;

const routes: Readonly<Record<string, Handler>> = {
  "GET /v1/status": () => ok({ message: "OK" }),
  "POST /v1/account_holders": createAccountHolder,
  "GET /v1/account_holders": listAccountHolders,
  "GET /v1/account_holders/{account_holder_token}": getAccountHolder,
  "POST /v1/simulate/account_holders/enrollment_review": reviewEnrollment,
  "GET /v1/accounts": listAccounts,
  "GET /v1/accounts/{account_token}": getAccount,
  "PATCH /v1/accounts/{account_token}": updateAccount,
  "GET /v1/accounts/{account_token}/spend_limits": getAccountSpendLimits,
  "GET /v1/balances": listBalances,
  "POST /v1/financial_accounts": createFinancialAccount,
  "GET /v1/financial_accounts": listFinancialAccounts,
  "GET /v1/financial_accounts/{financial_account_token}": getFinancialAccount,
  "GET /v1/financial_accounts/{financial_account_token}/balances": getFinancialAccountBalances,
  "POST /v1/simulate/payments/receipt": receivePayment,
  "POST /v1/cards": createCard,
  "GET /v1/cards": listCards,
  "GET /v1/cards/{card_token}": getCard,
  "PATCH /v1/cards/{card_token}": updateCard,
  "POST /v1/cards/{card_token}/reissue": reissueCard,
  "POST /v1/cards/{card_token}/renew": renewCard,
  "POST /v1/cards/{card_token}/convert_physical": convertToPhysical,
  "GET /v1/cards/{card_token}/spend_limits": getCardSpendLimits,
  "POST /v1/cards/{card_token}/embed": createEmbedSession,
  "GET /v1/embed": getEmbed,
  "GET /v1/card_programs": listCardPrograms,
  "GET /v1/card_programs/{card_program_token}": getCardProgram,
  "POST /v2/auth_rules": createRule,
  "GET /v2/auth_rules": listRules,
  "GET /v2/auth_rules/results": listResults,
  "GET /v2/auth_rules/{auth_rule_token}": getRule,
  "PATCH /v2/auth_rules/{auth_rule_token}": updateRule,
  "DELETE /v2/auth_rules/{auth_rule_token}": deleteRule,
  "POST /v2/auth_rules/{auth_rule_token}/draft": draftRule,
  "POST /v2/auth_rules/{auth_rule_token}/promote": promoteRule,
  "GET /v2/auth_rules/{auth_rule_token}/versions": listVersions,
  "GET /v2/auth_rules/{auth_rule_token}/features": getFeatures,
  "GET /v2/auth_rules/{auth_rule_token}/report": getReport,
  "POST /v2/auth_rules/{auth_rule_token}/backtests": createBacktest,
  "GET /v2/auth_rules/{auth_rule_token}/backtests": listBacktests,
  "GET /v2/auth_rules/{auth_rule_token}/backtests/{auth_rule_backtest_token}": getBacktest,
  "POST /v1/simulate/authorize": authorize,
  "POST /v1/simulate/clearing": clear,
  "POST /v1/simulate/void": voidAuthorization,
  "POST /v1/simulate/return": simulateReturn,
  "POST /v1/simulate/return_reversal": reverseReturn,
  "POST /v1/simulate/authorization_advice": authorizationAdvice,
  "POST /v1/simulate/credit_authorization_advice": creditAuthorizationAdvice,
  "GET /v1/transactions": listTransactions,
  "GET /v1/transactions/{transaction_token}": getTransaction,
  "GET /v1/events": listEvents,
  "GET /v1/events/{event_token}": getEvent,
  "GET /v1/events/{event_token}/attempts": listAttempts,
  "POST /v1/events/{event_token}/event_subscriptions/{event_subscription_token}/resend": resendEvent,
  "POST /v1/event_subscriptions": createSubscription,
  "GET /v1/event_subscriptions": listSubscriptions,
  "GET /v1/event_subscriptions/{event_subscription_token}": getSubscription,
  "PATCH /v1/event_subscriptions/{event_subscription_token}": updateSubscription,
  "DELETE /v1/event_subscriptions/{event_subscription_token}": deleteSubscription,
  "GET /v1/event_subscriptions/{event_subscription_token}/attempts": listAttempts,
  "GET /v1/event_subscriptions/{event_subscription_token}/secret": getSecret,
  "POST /v1/event_subscriptions/{event_subscription_token}/secret/rotate": rotateSecret,
  "POST /v1/simulate/event_subscriptions/{event_subscription_token}/send_example": sendExample,
};

const compiled = Object.entries(routes).map(([route, handler]) => {
  const [method = "", template = ""] = route.split(" ");
  return { route, method, segments: template.split("/"), handler };
});

/** Every request that the simulator answers, such as "GET /v1/cards". */
export const routeNames = Object.keys(routes);

/** The handler for a request, its name and its path parameters, or nothing. */
export function route(
  method: string,
  path: string,
): { handler: Handler; route: string; params: Record<string, string> } | undefined {
  const parts = path.split("/");
  for (const { route, method: itsMethod, segments, handler } of compiled) {
    if (itsMethod !== method || segments.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const matches = segments.every((segment, index) => {
      const part = parts[index] ?? "";
      if (!segment.startsWith("{")) return segment === part;
      params[segment.slice(1, -1)] = decodeURIComponent(part);
      return part !== "";
    });
    if (matches) return { handler, route, params };
  }
  return undefined;
}
