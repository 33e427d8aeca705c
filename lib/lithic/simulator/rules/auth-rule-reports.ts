import { z } from "zod";
import { holderOfAccount } from "@/lib/lithic/simulator/accounts/account-holders.ts";
import { cardOf } from "@/lib/lithic/simulator/cards/card.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { type Filter, page } from "../pages.ts";
import { appliesTo, parametersOf, type RuleRow, ruleOf, shownRule } from "./auth-rule.ts";
import { velocity } from "./velocity.ts";

const scopes = z.enum(["PROGRAM", "ACCOUNT", "BUSINESS_ACCOUNT", "CARD", "ANY"]);

const bound = (list: string) =>
  `token IN (SELECT rule_token FROM auth_rule_bindings WHERE list = '${list}' AND token = ?)`;
const isBound = (list: string) =>
  `token IN (SELECT rule_token FROM auth_rule_bindings WHERE list = '${list}')`;

const ofScope = {
  PROGRAM: ["scope = 'program'"],
  ACCOUNT: [isBound("account_tokens")],
  BUSINESS_ACCOUNT: [isBound("business_account_tokens")],
  CARD: ["scope = 'card'"],
} as const satisfies Record<string, Filter>;

/** Lists rules. With a card and the scope ANY, lists all that apply to the card. */
export function listRules(call: Call): Answer {
  const { query } = call;
  const scope = query.get("scope") === null ? undefined : parse(scopes, query.get("scope"));
  const card = query.get("card_token");
  const streams = [query.get("event_streams"), query.get("event_stream")]
    .filter((one) => one !== null)
    .flatMap((one) => one.split(","));
  const filters: Filter[] = streams.length && !streams.includes("AUTHORIZATION") ? [["0"]] : [];
  if (scope === "ANY" && card !== null) filters.push([`(${appliesTo})`, ...whoseCard(call, card)]);
  else {
    for (const [parameter, list] of Object.entries({
      card_token: "card_tokens",
      account_token: "account_tokens",
      business_account_token: "business_account_tokens",
    })) {
      const value = query.get(parameter);
      if (value !== null) filters.push([bound(list), value]);
    }
    if (scope && scope !== "ANY") filters.push(ofScope[scope]);
  }
  const { rows, has_more } = page<RuleRow>(call, "auth_rules", filters);
  return ok({ data: rows.map((row) => shownRule(call.store, row)), has_more });
}

/** Returns what an active velocity rule has counted so far. */
export function getFeatures(call: Call): Answer {
  const rule = ruleOf(call, param(call, "auth_rule_token"));
  const parameters =
    rule.current_version === null ? undefined : parametersOf(call.store, rule.token, rule.current_version);
  if (!parameters || !("period" in parameters))
    throw new ApiError(400, "Only a velocity rule that is in force counts");
  const { scope, period, filters = {} } = parameters;
  const token = call.query.get(scope === "CARD" ? "card_token" : "account_token");
  if (token === null)
    throw new ApiError(
      400,
      `${scope === "CARD" ? "card_token" : "account_token"}: is required for this rule`,
    );
  const value = velocity(call.store, parameters, { card: token, account: token }, call.now);
  return ok({ evaluated: call.now.toISOString(), features: [{ scope, period, filters, value }] });
}

/** Lists the decisions of rules, active or in shadow. */
export function listResults(call: Call): Answer {
  const { query } = call;
  const [event, rule, hasActions] = [
    query.get("event_token"),
    query.get("auth_rule_token"),
    query.get("has_actions"),
  ];
  if (event === null && rule === null) throw new ApiError(400, "event_token or auth_rule_token is required");
  const filters: Filter[] = [
    ...(event === null ? [] : [["event_token = ?", event] as const]),
    ...(rule === null ? [] : [["auth_rule_token = ?", rule] as const]),
    ...(hasActions === null ? [] : [["has_actions = ?", hasActions === "true" ? 1 : 0] as const]),
  ];
  const { rows, has_more } = page<{ body: string }>(call, "auth_rule_results", filters);
  return ok({ data: rows.map(({ body }) => JSON.parse(body)), has_more });
}

/** The card, account and business of a card, twice, as the parameters of `appliesTo`. */
export function whoseCard(call: Pick<Call, "store">, token: string): (string | null)[] {
  const { account_token } = cardOf(call, token).card;
  const whose = [
    token,
    account_token,
    holderOfAccount(call, account_token).business_account_token ?? account_token,
  ];
  return [...whose, ...whose];
}
