import { type DeclineKind, declineKinds } from "./decline-kinds.ts";
import { declinedByRule, type PlaceOfPurchase } from "./declined-by-rule.ts";

/** Why a purchase was declined: the issuer's words for it, and the profile and the kind of the rule
 *  that declined, where one did. */
export interface Decline extends PlaceOfPurchase {
  readonly reasons: readonly string[];
  readonly profile: string | null;
  readonly ruleKind: string | null;
}

/** A decline in plain words. */
export interface DeclineWords extends DeclineKind {
  /** The issuer's first word. */
  readonly code: string;
  /** The titles of the further reasons. */
  readonly others: readonly string[];
}

/** The title of one of the issuer's words. */
export const reasonTitle = (code: string): string => wordsFor(code).title;

/** Says why a purchase was declined. A word of the issuer that we do not know stands there as it
 *  is. Null when there is no reason. */
export function declineWords({ reasons, profile, ruleKind, ...place }: Decline): DeclineWords | null {
  const [code, ...others] = reasons;
  if (code === undefined) return null;
  const byRule = profile === null ? undefined : declinedByRule(profile, ruleKind, place);
  return {
    code,
    ...(byRule ?? wordsFor(code)),
    others: others.filter((other) => other !== "DECLINED").map((other) => wordsFor(other).title),
  };
}

const unknown = (code: string): DeclineKind => ({
  title: `Declined (${code})`,
  cardholder: `The payment was declined (${code}).`,
  admin: `The issuer declined it with ${code}.`,
  nextStep: "Try again, or pay another way. Quote the reference if you ask the issuer.",
});

const wordsFor = (code: string) => declineKinds.get(code) ?? unknown(code);

/** The issuer's words for declines that we have words of our own for. */
export const knownDeclines: readonly string[] = [...declineKinds.keys()];
