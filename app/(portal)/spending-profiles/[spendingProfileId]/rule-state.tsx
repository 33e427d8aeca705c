import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import { ruleStatusLabels } from "@/lib/spending-profiles/limit-words";
import type { SpendingProfileFacts } from "@/lib/spending-profiles/queries";

type Rule = SpendingProfileFacts["rules"][number];

const tones: Readonly<Record<Rule["status"], StateTone>> = {
  waiting: "pending",
  shadow: "pending",
  active: "active",
  retired: "closed",
};

/** The state of one rule at the issuer. */
export function RuleState({ rules, kind }: { rules: readonly Rule[]; kind: Rule["kind"] }) {
  const rule = rules.find((one) => one.kind === kind);
  if (!rule) return null;
  return (
    <span className="text-sm">
      <StateBadge tone={tones[rule.status]}>{ruleStatusLabels[rule.status]}</StateBadge>
    </span>
  );
}
