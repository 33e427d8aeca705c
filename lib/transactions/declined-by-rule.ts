import type { DeclineKind } from "./decline-kinds.ts";

/** Where a purchase was made. */
export interface PlaceOfPurchase {
  /** The name of the merchant's category. */
  readonly category: string;
  /** The name of the country. Null where it is not known. */
  readonly country: string | null;
}

type Words = (profile: string, place: PlaceOfPurchase) => Pick<DeclineKind, "title" | "cardholder" | "admin">;

/** What a rule of a spending profile is about, by its kind: how the title ends, and what declined,
 *  for the cardholder and for who runs the cards. */
const kinds: Readonly<Record<string, Words>> = {
  per_transaction: limit("limit per purchase"),
  daily: limit("daily limit"),
  weekly: limit("weekly limit"),
  monthly: limit("monthly limit"),
  yearly: limit("yearly limit"),
  allowed_categories: notAllowed(({ category }) => lowered(category)),
  blocked_categories: notAllowed(({ category }) => lowered(category)),
  allowed_countries: notAllowed(({ country }) => country ?? "this country"),
  blocked_countries: notAllowed(({ country }) => country ?? "this country"),
  merchants: notAllowed(() => "this merchant"),
  cash: notAllowed(() => "cash"),
  channel: notAllowed(() => "this way to pay"),
};

/** Says that a rule of a spending profile declined. The kind may be one that we have no words
 *  for. */
export function declinedByRule(profile: string, kind: string | null, place: PlaceOfPurchase): DeclineKind {
  const about = kind !== null && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const words = about?.(profile, place) ?? {
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

function limit(name: string): Words {
  return (profile) => ({
    title: `Over ${profile}’s ${name}`,
    cardholder: `This is over the ${name} of your profile ${profile}.`,
    admin: `The purchase was over the ${name} of the profile ${profile}.`,
  });
}

function notAllowed(said: (place: PlaceOfPurchase) => string): Words {
  return (profile, place) => ({
    title: `${profile} doesn’t allow ${said(place)}`,
    cardholder: `Your profile ${profile} does not allow ${said(place)}.`,
    admin: `The profile ${profile} does not allow ${said(place)}.`,
  });
}

// An abbreviation keeps its capitals.
const lowered = (name: string) =>
  /^[A-Z][^A-Z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
