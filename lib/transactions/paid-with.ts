const entries: Readonly<Record<string, string>> = {
  ICC: "Chip",
  CONTACTLESS: "Contactless",
  MAGNETIC_STRIPE: "Magnetic stripe",
  ERROR_MAGNETIC_STRIPE: "Magnetic stripe",
  ECOMMERCE: "Online checkout",
  CREDENTIAL_ON_FILE: "Card saved with the merchant",
  KEY_ENTERED: "Number typed in",
  ERROR_KEYED: "Number typed in",
  MANUAL: "Number typed in",
  SECURE_CARDLESS: "Cardless withdrawal",
  BAR_CODE: "Bar code",
  AUTO_ENTRY: "Entered automatically",
  OCR: "Read by a scanner",
};

const wallets: Readonly<Record<string, string>> = {
  APPLE_PAY: "Apple Pay",
  GOOGLE_PAY: "Google Pay",
  SAMSUNG_PAY: "Samsung Pay",
  MASTERPASS: "Masterpass",
  MERCHANT: "Card saved with the merchant",
};

const unsaid = ["UNKNOWN", "UNSPECIFIED", "OTHER"];

/** How a card was used, in the issuer's words where we have none. */
export interface PaidWith {
  readonly cardPresence: string | null;
  readonly entryMode: string | null;
  readonly pin: string | null;
  readonly walletType: string | null;
}

/** How a card was used, such as "In person, chip, PIN entered" or "Apple Pay, in person". Null where
 *  the issuer does not say. */
export function paidWithText({ cardPresence, entryMode, pin, walletType }: PaidWith): string | null {
  const place =
    cardPresence === "present" ? "In person" : cardPresence === "not_present" ? "Card not present" : null;
  const parts = [
    named(wallets, walletType),
    place,
    named(entries, entryMode),
    pin === "entered" ? "PIN entered" : null,
  ];
  const said = [...new Set(parts.filter((part) => part !== null))];
  const [first, ...others] = said;
  if (first === undefined) return null;
  return [first, ...others.map(lowered)].join(", ");
}

function named(names: Readonly<Record<string, string>>, word: string | null): string | null {
  if (word === null || unsaid.includes(word)) return null;
  return names[word] ?? word.charAt(0) + word.slice(1).toLowerCase().replaceAll("_", " ");
}

const lowered = (text: string) =>
  text.startsWith("PIN") ? text : text.charAt(0).toLowerCase() + text.slice(1);
