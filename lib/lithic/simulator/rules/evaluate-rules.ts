import { randomUUID } from "node:crypto";
import type { RuleResult } from "@/lib/lithic/decision/decide.ts";
import { declineByRule, type RuleDecline } from "@/lib/lithic/decision/decline-by-rule.ts";
import type { Occasion } from "@/lib/lithic/decision/occasion.ts";
import type { Call } from "../call.ts";
import { appliesTo, parametersOf, type RuleRow } from "./auth-rule.ts";
import { whoseCard } from "./auth-rule-reports.ts";

/** A purchase with a card of the simulator's. */
export interface StoredOccasion extends Occasion, Pick<Call, "store"> {
  readonly cardToken: string;
}

/** Checks a purchase against every rule of its card, and saves the decisions. Returns only the
 *  declines of active rules. Drafts run in shadow. */
export function evaluateRules(
  occasion: StoredOccasion,
  ids: { event: string; transaction: string },
): RuleResult[] {
  const { store, cardToken } = occasion;
  const rules = store.all<RuleRow>(
    `SELECT * FROM auth_rules WHERE ${appliesTo} ORDER BY seq`,
    ...whoseCard(occasion, cardToken),
  );
  return rules.flatMap((rule) => {
    const evaluated = (version: number, mode: RuleRow["state"]) => {
      const decline = declineByRule(parametersOf(store, rule.token, version), occasion);
      note(occasion, rule, version, mode, decline, ids);
      return decline;
    };
    if (rule.draft_version !== null) evaluated(rule.draft_version, "INACTIVE");
    const decline =
      rule.state === "ACTIVE" && rule.current_version !== null
        ? evaluated(rule.current_version, "ACTIVE")
        : undefined;
    return decline
      ? [
          {
            auth_rule_token: rule.token,
            name: rule.name,
            result: decline.code,
            explanation: decline.explanation,
          },
        ]
      : [];
  });
}

function note(
  { store, now }: StoredOccasion,
  rule: RuleRow,
  version: number,
  mode: RuleRow["state"],
  decline: RuleDecline | undefined,
  ids: { event: string; transaction: string },
): void {
  const actions = decline
    ? [
        decline.code === "CARDHOLDER_CHALLENGED"
          ? { type: "CHALLENGE", explanation: decline.explanation }
          : { type: "DECLINE", ...decline },
      ]
    : [];
  const result = {
    token: randomUUID(),
    auth_rule_token: rule.token,
    event_token: ids.event,
    transaction_token: ids.transaction,
    evaluation_time: now.toISOString(),
    rule_version: version,
    mode,
    event_stream: "AUTHORIZATION",
    actions,
  };
  store.run(
    "INSERT INTO auth_rule_results (token, auth_rule_token, event_token, created, has_actions, body) VALUES (?, ?, ?, ?, ?, ?)",
    result.token,
    rule.token,
    ids.event,
    result.evaluation_time,
    actions.length ? 1 : 0,
    JSON.stringify(result),
  );
}
