import type { RuleParameters } from "@/lib/lithic/decision/rule-parameters.ts";
import { ApiError, type Call } from "../call.ts";
import type { Store } from "../store.ts";
import type { RuleType } from "./rule-parameters.ts";

/** The lists that bind a rule to its targets, or exclude them. */
export const bindingLists = [
  "card_tokens",
  "account_tokens",
  "business_account_tokens",
  "excluded_card_tokens",
  "excluded_account_tokens",
  "excluded_business_account_tokens",
] as const;
export type BindingList = (typeof bindingLists)[number];
export type Bindings = { readonly [List in BindingList]?: readonly string[] | undefined };

export type RuleScope = "program" | "account" | "card";

/** The lists of a rule of each scope. */
export const listsOf: Readonly<Record<RuleScope, readonly BindingList[]>> = {
  program: ["excluded_card_tokens", "excluded_account_tokens", "excluded_business_account_tokens"],
  account: ["account_tokens", "business_account_tokens"],
  card: ["card_tokens"],
};

export interface RuleRow {
  readonly token: string;
  readonly scope: RuleScope;
  readonly state: "ACTIVE" | "INACTIVE";
  readonly type: RuleType;
  readonly name: string | null;
  readonly current_version: number | null;
  readonly draft_version: number | null;
}

/** Returns the rule. Throws 404. */
export function ruleOf({ store }: Pick<Call, "store">, token: string): RuleRow {
  const row = store.get<RuleRow>("SELECT * FROM auth_rules WHERE token = ?", token);
  if (!row) throw new ApiError(404, "Auth rule not found");
  return row;
}

export function parametersOf(store: Store, token: string, version: number): RuleParameters {
  const row = store.get<{ parameters: string }>(
    "SELECT parameters FROM auth_rule_versions WHERE rule_token = ? AND version = ?",
    token,
    version,
  );
  if (!row) throw new Error(`The rule ${token} has no version ${version}.`);
  return JSON.parse(row.parameters);
}

/** Replaces the given lists. */
export function bind(store: Store, token: string, bindings: Bindings): void {
  for (const list of bindingLists) {
    const tokens = bindings[list];
    if (tokens === undefined) continue;
    store.run("DELETE FROM auth_rule_bindings WHERE rule_token = ? AND list = ?", token, list);
    for (const [position, bound] of tokens.entries())
      store.run(
        "INSERT INTO auth_rule_bindings (rule_token, list, position, token) VALUES (?, ?, ?, ?)",
        token,
        list,
        position,
        bound,
      );
  }
}

/** A rule as the API shows it. */
export function shownRule(store: Store, rule: RuleRow) {
  const { token, scope, state, type, name, current_version: current, draft_version: draft } = rule;
  const bound = store.all<{ list: BindingList; token: string }>(
    "SELECT list, token FROM auth_rule_bindings WHERE rule_token = ? ORDER BY list, position",
    token,
  );
  const tokens = (list: BindingList) =>
    bound.filter((binding) => binding.list === list).map((binding) => binding.token);
  return {
    token,
    state,
    type,
    name,
    event_stream: "AUTHORIZATION",
    lithic_managed: false,
    program_level: scope === "program",
    card_tokens: tokens("card_tokens"),
    account_tokens: tokens("account_tokens"),
    business_account_tokens: tokens("business_account_tokens"),
    ...(scope === "program" && Object.fromEntries(listsOf.program.map((list) => [list, tokens(list)]))),
    current_version:
      current === null ? null : { parameters: parametersOf(store, token, current), version: current },
    draft_version:
      draft === null
        ? null
        : { parameters: parametersOf(store, token, draft), version: draft, state: "SHADOWING", error: null },
  };
}

/** The rules that apply to a card: its own, those of its account and its business, and those of the
 *  program that do not exclude it. */
export const appliesTo = `token IN (
    SELECT rule_token FROM auth_rule_bindings
    WHERE (token = ? AND list = 'card_tokens') OR (token = ? AND list = 'account_tokens') OR (token = ? AND list = 'business_account_tokens')
  ) OR (scope = 'program' AND token NOT IN (
    SELECT rule_token FROM auth_rule_bindings
    WHERE (token = ? AND list = 'excluded_card_tokens') OR (token = ? AND list = 'excluded_account_tokens')
      OR (token = ? AND list = 'excluded_business_account_tokens')
  ))`;
