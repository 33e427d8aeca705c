import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { ruleKindLabels } from "../rules/rule-kinds.ts";
import { activateRule, bringRule, endRule } from "./bring-rule.ts";
import { confirmRules, refuseRules, type SyncedRules, syncOfRules } from "./confirm-rules.ts";
import { type PlannedRule, readRulesPlan } from "./rules-plan.ts";

const sync = {
  async send(operation: Operation<undefined>): Promise<SyncedRules> {
    const plan = await readRulesPlan(operation);
    const { profile } = plan;
    const rules: { ruleId: number; status: "waiting" | "shadow" | "active" | "retired" }[] = [];
    const brought = [];
    for (const planned of [...plan.active, ...plan.shadow])
      brought.push({
        planned,
        rule: await naming(planned, () => bringRule(operation, plan, planned)),
      });
    for (const { planned, rule } of brought) {
      const isActive = plan.active.includes(planned);
      if (rule && isActive) await naming(planned, () => activateRule(rule));
      rules.push({
        ruleId: planned.row.id,
        status: rule === null ? "waiting" : isActive ? "active" : "shadow",
      });
    }
    for (const planned of plan.ended) {
      await naming(planned, () => endRule(planned));
      // The newest version can still be activated, again or at last.
      const isNewest = planned.row.profileVersion === profile.rulesVersion && !profile.deletedAt;
      rules.push({ ruleId: planned.row.id, status: isNewest ? "waiting" : "retired" });
    }
    return {
      status: profile.deletedAt ? "inactive" : (profile.status as SyncedRules["status"]),
      isEnforced: plan.isEnforced,
      rulesVersion: profile.rulesVersion,
      cardIds: plan.cards.map(({ id }) => id),
      rules,
    };
  },
  confirm: ({ accountId, lease }: Operation<undefined>, synced: SyncedRules) =>
    confirmRules(issuerActor(accountId), { ...lease, ...synced }),
  refuse: ({ accountId, lease }: Operation<undefined>, message: string) =>
    refuseRules(issuerActor(accountId), { ...lease, message }),
};

/** Syncs the rules of a profile once more, when a superseded call could arrive after the newest. */
export const reconcileRulesAtIssuer = operation("spendingProfile.reconcile", sync);

/** Makes the issuer's rules of a profile what the profile and its cards say. First every rule is
 *  there and names every card, then all are in force, and only then do earlier ones end. So a
 *  purchase never meets fewer rules than before or after. Sending it twice has the same effect as
 *  once. */
export const syncRulesAtIssuer = operation(syncOfRules.name, {
  ...sync,
  supersedes: syncOfRules.supersedes,
  reconcile: reconcileRulesAtIssuer,
});

// A refusal names the rule that was refused.
async function naming<Answer>({ row }: PlannedRule, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
    const label = ruleKindLabels[row.kind as keyof typeof ruleKindLabels];
    throw new IssuerError("refused", `${label}: ${error.message}`, {
      ...(error.status !== undefined && { status: error.status }),
      ...(error.reference !== undefined && { reference: error.reference }),
    });
  }
}
