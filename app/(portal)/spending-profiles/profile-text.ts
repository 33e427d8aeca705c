import { formatMoney } from "@/lib/money";
import type { SpendingProfileRow } from "@/lib/spending-profiles/queries";
import { type LimitField, limitFields, limitLabels } from "@/lib/spending-profiles/rules/profile-rules";

/** Each limit of a profile as an amount. Null where it has none. */
export function limitTexts(
  limits: SpendingProfileRow["limits"],
  currency: string,
): Record<LimitField, string | null> {
  const texts = limitFields.map((field) => {
    const limit = limits[field];
    return [field, limit === null ? null : formatMoney(BigInt(limit), currency)];
  });
  return Object.fromEntries(texts) as Record<LimitField, string | null>;
}

/** The limits of a profile in one line, the shorter period first: "$200.00 per purchase ·
 *  $3,000.00 per month". Null when it has none. */
export function limitsText(limits: SpendingProfileRow["limits"], currency: string): string | null {
  const texts = limitTexts(limits, currency);
  const parts = limitFields.flatMap((field) =>
    texts[field] === null ? [] : [`${texts[field]} ${limitLabels[field]}`],
  );
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** Where a profile accepts purchases, in a few words: "12 allowed", "4
 *  blocked", "Every category". */
export function categoriesText(allowed: number, blocked: number): string {
  const parts = [
    ...(allowed > 0 ? [`${allowed} allowed`] : []),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
  ];
  return parts.join(", ") || "Every category";
}
