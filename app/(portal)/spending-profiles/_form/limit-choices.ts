import { groupedDecimal } from "@/lib/money";
import { limitResets } from "@/lib/spending-profiles/limit-words";
import { type LimitField, limitFields, limitLabels } from "@/lib/spending-profiles/rules/profile-rules";

/** A limit in the form: its label, its period, and its current value. */
export interface LimitChoice {
  readonly name: LimitField;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
}

/** The limits that a profile can have. Current values are in minor units. */
export function limitChoices(
  now: Readonly<Partial<Record<LimitField, number | null>>>,
  currency: string,
): LimitChoice[] {
  return limitFields.map((name) => {
    const limit = now[name] ?? null;
    const label = limitLabels[name];
    return {
      name,
      label: label.charAt(0).toUpperCase() + label.slice(1),
      hint: `${limitResets[name]}.`,
      value: limit === null ? "" : groupedDecimal(BigInt(limit), currency),
    };
  });
}
