import type { Row } from "@/lib/db/schema.ts";
import type { RuleKind } from "./compile-rules.ts";
import type { ProfileRules } from "./profile-rules.ts";

type SavedRule = Pick<Row<"SpendingProfileRule">, "kind" | "parameters">;

/** The rules of a profile, read back from what was compiled of them. */
export function rulesFrom(saved: readonly SavedRule[]): ProfileRules {
  const parameters = new Map(saved.map((rule) => [rule.kind, rule.parameters as Parameters]));
  const list = (kind: RuleKind) =>
    (parameters.get(kind)?.conditions?.[0]?.value as string[] | undefined) ?? [];
  const amount = (kind: RuleKind) => {
    const most = parameters.get(kind)?.limit_amount;
    return most === undefined ? null : BigInt(most);
  };
  const count = (kind: RuleKind) => parameters.get(kind)?.limit_count ?? null;
  const perPurchase = parameters.get("per_transaction")?.conditions?.[0]?.value;
  const channel = parameters.get("channel")?.conditions?.[0]?.operation;
  return {
    allowedCategories: list("allowed_categories"),
    blockedCategories: list("blocked_categories"),
    allowedCountries: list("allowed_countries"),
    blockedCountries: list("blocked_countries"),
    merchants: (parameters.get("merchants")?.merchants ?? []).map(({ descriptor }) => descriptor),
    cash: parameters.has("cash") ? "blocked" : "allowed",
    channel: channel === undefined ? "any" : channel === "IS_ONE_OF" ? "online" : "in_person",
    perTransactionLimit: perPurchase === undefined ? null : BigInt(perPurchase as number),
    dailyLimit: amount("daily"),
    weeklyLimit: amount("weekly"),
    monthlyLimit: amount("monthly"),
    yearlyLimit: amount("yearly"),
    dailyCount: count("daily"),
    weeklyCount: count("weekly"),
    monthlyCount: count("monthly"),
    yearlyCount: count("yearly"),
  };
}

interface Parameters {
  readonly conditions?: readonly { readonly operation: string; readonly value: unknown }[];
  readonly merchants?: readonly { readonly descriptor: string }[];
  readonly limit_amount?: number;
  readonly limit_count?: number;
}
