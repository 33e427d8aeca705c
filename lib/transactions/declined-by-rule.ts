import type { DeclineKind } from "./decline-kinds.ts";

/** What a rule of a spending profile is about, by its kind: how the title ends, and what declined,
 *  for the cardholder and for who runs the cards. */
const kinds: Readonly<
  Record<string, (profile: string) => Pick<DeclineKind, "title" | "cardholder" | "admin">>
> = {
  per_transaction: limit("limit per purchase"),
  daily: limit("daily limit"),
  weekly: limit("weekly limit"),
  monthly: limit("monthly limit"),
  yearly: limit("yearly limit"),
  allowed_categories: notAllowed("this kind of merchant"),
  blocked_categories: notAllowed("this kind of merchant"),
  allowed_countries: notAllowed("this country"),
  blocked_countries: notAllowed("this country"),
  merchants: notAllowed("this merchant"),
  cash: notAllowed("cash"),
  channel: notAllowed("this way to pay"),
};

/** Says that a rule of a spending profile declined. The kind may be one that we have no words
 *  for. */
export function declinedByRule(profile: string, kind: string | null): DeclineKind {
  const about = kind !== null && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const words = about?.(profile) ?? {
    title: `Not allowed by ${profile}`,
    cardholder: `Your profile ${profile} does not allow this purchase.`,
    admin: `A rule of the profile ${profile} declined it.`,
  };
  const isLimit = words.title.startsWith("Over ");
  return {
    ...words,
    nextStep: isLimit
      ? `Raise the limit of ${profile}, or put the card on another profile.`
      : `Change what ${profile} allows, or put the card on another profile.`,
  };
}

function limit(name: string) {
  return (profile: string) => ({
    title: `Over ${profile}’s ${name}`,
    cardholder: `This is over the ${name} of your profile ${profile}.`,
    admin: `The purchase was over the ${name} of the profile ${profile}.`,
  });
}

function notAllowed(what: string) {
  return (profile: string) => ({
    title: `${profile} doesn’t allow ${what}`,
    cardholder: `Your profile ${profile} does not allow ${what}.`,
    admin: `The profile ${profile} does not allow ${what}.`,
  });
}
