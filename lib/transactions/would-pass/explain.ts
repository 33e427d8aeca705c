import { z } from "zod";
import type { CardRule } from "@/lib/cards/spending/card-rules.ts";
import { component } from "@/lib/fields/component.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import type { Decision } from "@/lib/lithic/decision/decide.ts";
import { declineWords } from "@/lib/transactions/decline-words.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import type { PlaceOfPurchase } from "../declined-by-rule.ts";

/** Whether a purchase would pass, and why not. */
export const wouldPassShape = component(
  "WouldPass",
  z.object({
    passes: z.boolean(),
    reason: z.string().describe("In plain words."),
    codes: z.array(z.string()).describe("The issuer's words for why it would decline."),
    profile: z.object({ id: z.int(), name: z.string(), version: z.int() }).nullable(),
    rule: z.enum(words.SpendingProfileRule.kind).nullable().describe("The kind of the rule that declines."),
  }),
);

export type WouldPass = Shape<typeof wouldPassShape>;

/** Says a decision in words, naming the first rule that declines. */
export function explain(
  decision: Decision,
  rules: readonly CardRule[],
  { isForHolder, ...place }: PlaceOfPurchase & { readonly isForHolder: boolean },
): WouldPass {
  if (decision.result === "APPROVED")
    return { passes: true, reason: "This purchase would pass.", codes: [], profile: null, rule: null };
  const declining = rules.find(({ id }) => String(id) === decision.rule_results[0]?.auth_rule_token);
  const said = declineWords({
    reasons: decision.detailed_results,
    profile: declining?.profile.name ?? null,
    ruleKind: declining?.kind ?? null,
    ...place,
  });
  return {
    passes: false,
    reason: (isForHolder ? said?.cardholder : said?.admin) ?? "The issuer would decline it.",
    codes: [...decision.detailed_results],
    profile: declining?.profile ?? null,
    rule: declining?.kind ?? null,
  };
}
