import type { SpendingProfileFacts } from "@/lib/spending-profiles/queries";
import { type CountField, countFields } from "@/lib/spending-profiles/rules/profile-rules";

/** What a rule does with a list: nothing, accept only what is on it, or decline it. */
export type ListRule = "any" | "only" | "except";

/** A profile as its form shows it before anything is typed. */
export interface ProfileDefaults {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  /** Whether a version of it holds, or is about to. */
  readonly isInForce: boolean;
  readonly categoryRule: ListRule;
  readonly categories: readonly string[];
  readonly countryRule: ListRule;
  readonly countries: readonly string[];
  readonly channel: string;
  readonly cash: string;
  readonly merchants: string;
  readonly counts: Readonly<Record<CountField, string>>;
}

export function profileDefaults(profile: SpendingProfileFacts): ProfileDefaults {
  const { allowedCategories, blockedCategories, allowedCountries, blockedCountries } = profile;
  return {
    id: profile.id,
    version: profile.version,
    name: profile.name,
    description: profile.description ?? "",
    isInForce: profile.activeVersion !== null || profile.state === "activating",
    categoryRule: ruleOf(allowedCategories, blockedCategories),
    categories: allowedCategories.length > 0 ? allowedCategories : blockedCategories,
    countryRule: ruleOf(allowedCountries, blockedCountries),
    countries: allowedCountries.length > 0 ? allowedCountries : blockedCountries,
    channel: profile.channel,
    cash: profile.cash,
    merchants: profile.merchants.join("\n"),
    counts: Object.fromEntries(
      countFields.map((field) => [field, profile.counts[field]?.toString() ?? ""]),
    ) as Record<CountField, string>,
  };
}

function ruleOf(allowed: readonly string[], blocked: readonly string[]): ListRule {
  if (allowed.length > 0) return "only";
  return blocked.length > 0 ? "except" : "any";
}
