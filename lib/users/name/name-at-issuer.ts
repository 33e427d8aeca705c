/** A person's name. The family name is empty for a person with one name only. */
export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
}

/** A name as the issuer takes it. It requires both parts. */
export interface NameAtIssuer {
  readonly firstName: string;
  readonly lastName: string;
}

// The issuer requires a last name. For a person with one name only, it gets a full stop.
const noFamilyName = ".";

/** The name that the issuer registers a person by, in full (POST /v1/account_holders). */
export const registeredName = ({ givenName, familyName }: PersonName): NameAtIssuer => ({
  firstName: givenName,
  lastName: familyName || noFamilyName,
});

const maxPart = 24;
const maxTogether = 25;

/** The name that the issuer prints on a card: up to 24 characters for each part and 25 together
 *  (POST /v1/cards, shipping_address). It is cut by whole characters, and the given name first. */
export function printedName(name: PersonName): NameAtIssuer {
  const { firstName, lastName } = registeredName(name);
  const initial = Math.min(maxPart / 2, [...characters.segment(firstName)][0]?.segment.length ?? 1);
  const last = cut(lastName, Math.min(maxPart, maxTogether - initial));
  return { firstName: cut(firstName, Math.min(maxPart, maxTogether - last.length)), lastName: last };
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

// A first character that is too long by itself is cut as well.
const cut = (text: string, max: number): string =>
  fitting(
    [...characters.segment(text)].map(({ segment }) => segment),
    max,
  ).trimEnd() || fitting([...text], max);

function fitting(pieces: readonly string[], max: number): string {
  let kept = "";
  for (const piece of pieces) {
    if (kept.length + piece.length > max) break;
    kept += piece;
  }
  return kept;
}
