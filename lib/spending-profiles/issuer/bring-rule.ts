import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import {
  createRule,
  deactivateRule,
  deleteRule,
  draftRule,
  type IssuerRule,
  listRulesOfCard,
  type NewRule,
  promoteRule,
  readRule,
  setRuleCards,
} from "@/lib/lithic/auth-rules.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { ruleTypeOf } from "../rules/compile-rules.ts";
import { recordRuleToken } from "./record-rule-token.ts";
import type { PlannedRule, RulesPlan } from "./rules-plan.ts";

/** Makes a rule name the cards of its plan with its parameters: active ones as they are or as a
 *  draft, others in shadow. Returns it as it is at the issuer, or null when no card needs it. */
export async function bringRule(
  operation: Operation,
  plan: RulesPlan,
  planned: PlannedRule,
): Promise<IssuerRule | null> {
  const tokens = plan.cards.map(({ token }) => token);
  const found = await findRule(plan, planned);
  if (tokens.length === 0) {
    if (found?.isActive) await step(deactivateRule(found.token));
    return null;
  }
  if (!found) return makeRule(operation, plan, planned);
  if (planned.token === null) await keepToken(operation, planned, found);
  const listed = isSameSet(found.cardTokens, tokens) ? found : await step(setRuleCards(found.token, tokens));
  const parameters = parametersOf(planned);
  return holds(listed.draft ?? listed.current, parameters)
    ? listed
    : step(draftRule(listed.token, parameters));
}

/** Puts a rule in force. Returns it as it is afterwards. */
export const activateRule = (rule: IssuerRule): Promise<IssuerRule> =>
  rule.isActive && rule.draft === null ? Promise.resolve(rule) : step(promoteRule(rule.token));

/** Ends a rule. One that declined purchases is only stopped, so that its record stays. */
export async function endRule({ token }: PlannedRule): Promise<void> {
  const rule = token === null ? null : await readRule(token);
  if (!rule) return;
  if (rule.current === null) await step(deleteRule(rule.token));
  else if (rule.isActive) await step(deactivateRule(rule.token));
}

async function findRule(plan: RulesPlan, planned: PlannedRule): Promise<IssuerRule | null> {
  if (planned.token !== null) return readRule(planned.token);
  const [card] = plan.cards;
  if (!card) return null;
  // An earlier sync may have created it without learning its token.
  return (await listRulesOfCard(card.token)).find(({ name }) => name.endsWith(markOf(planned))) ?? null;
}

async function makeRule(operation: Operation, plan: RulesPlan, planned: PlannedRule): Promise<IssuerRule> {
  const parameters = parametersOf(planned);
  const rule = { type: ruleTypeOf(parameters), parameters } as NewRule;
  const made = await step(
    createRule(
      nameOf(plan, planned),
      rule,
      plan.cards.map(({ token }) => token),
    ),
  );
  await keepToken(operation, planned, made);
  return made;
}

const keepToken = ({ accountId, lease }: Operation, { row }: PlannedRule, { token }: IssuerRule) =>
  recordRuleToken(issuerActor(accountId), { ...lease, ruleId: row.id, token });

async function step<Answer>(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  crashPoint("rule", "spendingProfile.sync");
  return answer;
}

const nameOf = ({ profile }: RulesPlan, planned: PlannedRule) =>
  `${profile.name}: ${planned.row.kind.replaceAll("_", " ")}, version ${planned.row.profileVersion} ${markOf(planned)}`;

// Ends the name of a rule, so that it can be found again without its token.
const markOf = ({ row }: PlannedRule) => `(${row.id})`;

const parametersOf = ({ row }: PlannedRule) => row.parameters as unknown as NewRule["parameters"];

const isSameSet = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && new Set([...some, ...others]).size === some.length;

// The issuer may add what was left out.
function holds(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== "object" || expected === null) return actual === expected;
  if (typeof actual !== "object" || actual === null) return false;
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length) return false;
  return Object.entries(expected).every(([key, value]) =>
    holds((actual as Record<string, unknown>)[key], value),
  );
}
