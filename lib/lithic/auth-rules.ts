import type Lithic from "lithic";
import { z } from "zod";
import { call, checked, everyPage } from "./client.ts";
import { IssuerError } from "./issuer-error.ts";

/** A condition of a rule: which purchases it is about. Amounts are minor units. */
export interface RuleCondition {
  readonly attribute: "MCC" | "COUNTRY" | "PAN_ENTRY_MODE" | "TRANSACTION_AMOUNT" | "CASH_AMOUNT";
  readonly operation: "IS_ONE_OF" | "IS_NOT_ONE_OF" | "IS_GREATER_THAN";
  readonly value: number | string[];
}

/** What a rule declines, by its type. Windows start at 00:00 US Eastern. */
export type NewRule =
  | {
      readonly type: "CONDITIONAL_ACTION";
      readonly parameters: { readonly action: "DECLINE"; readonly conditions: RuleCondition[] };
    }
  | {
      readonly type: "VELOCITY_LIMIT";
      readonly parameters: {
        readonly scope: "CARD";
        readonly period: { readonly type: "DAY" | "WEEK" | "MONTH" | "YEAR" };
        readonly limit_amount?: number;
        readonly limit_count?: number;
      };
    }
  | {
      readonly type: "MERCHANT_LOCK";
      readonly parameters: { readonly merchants: { readonly descriptor: string }[] };
    };

const version = z.object({ parameters: z.record(z.string(), z.unknown()) }).nullish();

const ruleShape = z
  .object({
    token: z.uuid(),
    name: z.string().nullish(),
    state: z.string(),
    card_tokens: z.array(z.uuid()).nullish(),
    current_version: version,
    draft_version: version,
  })
  .transform((rule) => ({
    token: rule.token,
    name: rule.name ?? "",
    /** Whether it declines purchases. */
    isActive: rule.state === "ACTIVE",
    cardTokens: rule.card_tokens ?? [],
    /** What it declines when it is active. Null before it was promoted. */
    current: rule.current_version?.parameters ?? null,
    /** What runs in shadow. */
    draft: rule.draft_version?.parameters ?? null,
  }));

/** An auth rule as the issuer states it. */
export type IssuerRule = z.output<typeof ruleShape>;

/** Creates a rule for some cards, as a draft in shadow (POST /v2/auth_rules). */
export async function createRule(
  name: string,
  { type, parameters }: NewRule,
  cardTokens: readonly string[],
): Promise<IssuerRule> {
  const body = {
    name,
    type,
    parameters,
    card_tokens: [...cardTokens],
  } as Parameters<Lithic["authRules"]["v2"]["create"]>[0];
  return call("auth_rules:POST", (lithic) => lithic.authRules.v2.create(body), ruleShape);
}

/** Reads a rule (GET /v2/auth_rules/{auth_rule_token}). Null when it is gone. */
export async function readRule(token: string): Promise<IssuerRule | null> {
  const rule = await call("auth_rules:GET", (lithic) => lithic.authRules.v2.retrieve(token), ruleShape).catch(
    unlessGone,
  );
  return rule && checked(rule, rule.token === token);
}

/** The rules that name a card (GET /v2/auth_rules). */
export const listRulesOfCard = (cardToken: string): Promise<readonly IssuerRule[]> =>
  everyPage(
    "auth_rules:GET",
    (lithic, page) => lithic.authRules.v2.list({ ...page, card_token: cardToken }),
    ruleShape,
  );

/** Replaces the list of a rule's cards (PATCH /v2/auth_rules/{auth_rule_token}). */
export const setRuleCards = (token: string, cardTokens: readonly string[]): Promise<IssuerRule> =>
  change(token, { card_tokens: [...cardTokens] });

/** Stops a rule (PATCH /v2/auth_rules/{auth_rule_token}). Promoting it starts it again. */
export const deactivateRule = (token: string): Promise<IssuerRule> => change(token, { state: "INACTIVE" });

async function change(token: string, body: { card_tokens: string[] } | { state: "INACTIVE" }) {
  const rule = await call("auth_rules:PATCH", (lithic) => lithic.authRules.v2.update(token, body), ruleShape);
  return checked(rule, rule.token === token);
}

/** Replaces what a rule has in shadow (POST /v2/auth_rules/{auth_rule_token}/draft). Null removes
 *  it. */
export async function draftRule(
  token: string,
  parameters: NewRule["parameters"] | null,
): Promise<IssuerRule> {
  const body = { parameters } as Parameters<Lithic["authRules"]["v2"]["draft"]>[1];
  const rule = await call("auth_rules:POST", (lithic) => lithic.authRules.v2.draft(token, body), ruleShape);
  return checked(rule, rule.token === token);
}

/** Puts a rule's draft in force, or a stopped rule again (POST
 *  /v2/auth_rules/{auth_rule_token}/promote). */
export async function promoteRule(token: string): Promise<IssuerRule> {
  const rule = await call("auth_rules:POST", (lithic) => lithic.authRules.v2.promote(token), ruleShape);
  return checked(rule, rule.token === token);
}

/** Deletes a rule (DELETE /v2/auth_rules/{auth_rule_token}). One that is gone already is fine. */
export async function deleteRule(token: string): Promise<void> {
  await call("auth_rules:DELETE", (lithic) => lithic.authRules.v2.delete(token), z.unknown()).catch(
    unlessGone,
  );
}

function unlessGone(error: unknown): null {
  if (error instanceof IssuerError && error.status === 404) return null;
  throw error;
}
