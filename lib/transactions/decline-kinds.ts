/** A kind of decline: as a list says it, for the person who held the card, for who runs the cards,
 *  and what they can do next. */
export interface DeclineKind {
  readonly title: string;
  readonly cardholder: string;
  readonly admin: string;
  readonly nextStep: string;
}

const raise = "Raise the limit, or let the person pay another way.";
const again = "Try again, or pay another way.";
const security = "Stopped for security.";

// One kind a line: the issuer's words, the title, what the cardholder and the admin read, the next
// step.
const kinds: readonly (readonly [
  codes: string,
  title: string,
  cardholder: string,
  admin: string,
  nextStep: string,
])[] = [
  [
    "AUTH_RULE",
    "Declined by a rule",
    "A rule of your card does not allow this purchase.",
    "A rule at the issuer declined it. The portal does not know this rule.",
    "See the spending profile of the card.",
  ],
  [
    "AUTH_RULE_BLOCKED_MCC AUTH_RULE_ALLOWED_MCC",
    "Category not allowed",
    "Your card does not work at this kind of merchant.",
    "A rule does not allow this merchant category.",
    "Change the categories of the spending profile, or let the person pay another way.",
  ],
  [
    "AUTH_RULE_BLOCKED_COUNTRY AUTH_RULE_ALLOWED_COUNTRY",
    "Country not allowed",
    "Your card does not work in this country.",
    "A rule does not allow the merchant’s country.",
    "Change the countries of the spending profile, or let the person pay another way.",
  ],
  [
    "MERCHANT_LOCKED_CARD_ATTEMPTED_ELSEWHERE MERCHANT_NOT_PERMITTED UNAUTHORIZED_MERCHANT MERCHANT_BLACKLIST",
    "Merchant not allowed",
    "Your card does not work at this merchant.",
    "The card only works at other merchants.",
    "Allow the merchant in the spending profile, or use another card.",
  ],
  [
    "CARD_SPEND_LIMIT_EXCEEDED USER_TRANSACTION_LIMIT",
    "Over the card’s limit",
    "This is over the limit of your card.",
    "The purchase was over the spend limit of the card.",
    raise,
  ],
  [
    "PROGRAM_CARD_SPEND_LIMIT_EXCEEDED",
    "Over the program’s limit",
    "This is over the limit of all cards.",
    "The purchase was over the limit that the issuer sets for every card.",
    "Pay in parts, or another way.",
  ],
  [
    "ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED",
    "Over the daily account limit",
    "This is over what you can spend in a day.",
    "The purchase was over the cardholder’s daily limit at the issuer, which starts again at midnight, US Eastern.",
    raise,
  ],
  [
    "ACCOUNT_MONTHLY_SPEND_LIMIT_EXCEEDED",
    "Over the monthly account limit",
    "This is over what you can spend in a month.",
    "The purchase was over the cardholder’s monthly limit at the issuer, which starts again with the month, US Eastern.",
    raise,
  ],
  [
    "ACCOUNT_LIFETIME_SPEND_LIMIT_EXCEEDED",
    "Over the lifetime account limit",
    "This is over what you can spend in all.",
    "The purchase was over the cardholder’s lifetime limit at the issuer.",
    raise,
  ],
  [
    "INSUFFICIENT_FUNDS INSUFFICIENT_FUNDING_SOURCE_BALANCE INSUFFICIENT_FUNDS_PRELOAD",
    "Balance too low",
    "The company’s balance was too low.",
    "The balance did not cover the purchase.",
    "Add funds, or load the card.",
  ],
  [
    "CARD_PAUSED",
    "Card was frozen",
    "Your card is frozen.",
    "The card was frozen.",
    "Unfreeze the card if the purchase is right.",
  ],
  [
    "CARD_CLOSED",
    "Card was closed",
    "This card is closed.",
    "The card was closed.",
    "Use another card. A closed card cannot be opened again.",
  ],
  [
    "CARD_NOT_ACTIVATED",
    "Card was not active",
    "This card is not active yet.",
    "The card was not active yet.",
    "Activate the card once it has arrived.",
  ],
  ["CARD_EXPIRED", "Card had expired", "This card has expired.", "The card had expired.", "Renew the card."],
  [
    "CARD_RESTRICTED CARD_INVALID",
    "Card does not work",
    "This card does not work.",
    "The issuer does not accept the card.",
    "Replace the card.",
  ],
  [
    "SINGLE_USE_CARD_REATTEMPTED SINGLE_USE_RECHARGED",
    "Single-use card was used",
    "This card was for one purchase, and has been used.",
    "The single-use card had been used.",
    "Issue another card.",
  ],
  [
    "ACCOUNT_PAUSED ACCOUNT_INACTIVE ACCOUNT_UNDER_REVIEW ACCOUNT_DELINQUENT INACTIVE_ACCOUNT ACCOUNT_STATE_TRANSACTION_FAIL",
    "Account on hold",
    "The account is on hold.",
    "The account at the issuer was on hold.",
    "Contact support about the account.",
  ],
  [
    "CARD_SECURITY_CODE_INCORRECT",
    "Wrong security code",
    "The security code did not match.",
    "The security code did not match.",
    "Enter the three digits on the card again.",
  ],
  [
    "CARD_EXPIRY_DATE_INCORRECT INVALID_CARD_DETAILS",
    "Wrong card details",
    "The number or expiry date did not match.",
    "The card number or expiry date did not match.",
    "Enter the card’s details again.",
  ],
  [
    "ADDRESS_INCORRECT",
    "Wrong billing address",
    "The billing address or ZIP code did not match.",
    "The billing address or ZIP code did not match.",
    "Enter the billing address again.",
  ],
  [
    "CARD_PIN_INCORRECT INCORRECT_PIN",
    "Wrong PIN",
    "The PIN was wrong.",
    "The PIN was wrong.",
    "Enter the PIN again.",
  ],
  [
    "PIN_BLOCKED",
    "PIN is blocked",
    "Too many wrong PINs. The PIN is blocked.",
    "The PIN is blocked after too many wrong ones.",
    "Replace the card, or have the PIN unblocked by the issuer.",
  ],
  [
    "SUSPECTED_FRAUD SECURITY_VIOLATION CARD_CRYPTOGRAM_VALIDATION_FAILURE FRAUD_ADVICE",
    "Stopped for security",
    security,
    "The issuer suspects fraud.",
    "Ask the cardholder. If they do not know the purchase, freeze the card and replace it.",
  ],
  [
    "CARDHOLDER_CHALLENGED CARDHOLDER_CHALLENGE_FAILED",
    "Not confirmed by the cardholder",
    security,
    "The cardholder was asked to confirm the purchase, and did not.",
    "Ask the cardholder to try again and confirm it.",
  ],
  [
    "CONTACT_CARD_ISSUER DO_NOT_HONOR",
    "Stopped for security",
    security,
    "The issuer declined it without saying why.",
    again,
  ],
  [
    "DRIVER_NUMBER_INVALID VEHICLE_NUMBER_INVALID",
    "Wrong driver or vehicle number",
    "The driver or vehicle number was wrong.",
    "The driver or vehicle number was wrong.",
    "Enter the number again.",
  ],
  [
    "CUSTOMER_ASA_TIMEOUT CUSTOM_ASA_RESULT MALFORMED_ASA_RESPONSE UNKNOWN_HOST_TIMEOUT SWITCH_INOPERATIVE_ADVICE",
    "No answer in time",
    "The payment could not be checked in time.",
    "A system that decides on payments did not answer in time.",
    again,
  ],
  [
    "LITHIC_SYSTEM_ERROR LITHIC_SYSTEM_RATE_LIMIT FORMAT_ERROR MERCHANT_INVALID TRANSACTION_INVALID INVALID_TRANSACTION " +
      "TRANSACTION_NOT_PERMITTED_TO_ACQUIRER_OR_TERMINAL TRANSACTION_NOT_PERMITTED_TO_ISSUER_OR_CARDHOLDER " +
      "TRANSACTION_PREVIOUSLY_COMPLETED PREVIOUSLY_COMPLETED OVER_REVERSAL_ATTEMPTED REVERSAL_UNMATCHED " +
      "ORIGINAL_NOT_FOUND IGNORED_TTL_EXPIRY BANK_CONNECTION_ERROR BANK_NOT_VERIFIED PROGRAM_SUSPENDED " +
      "PROGRAM_USAGE_RESTRICTION DECLINED",
    "Could not be processed",
    "The payment could not be processed. Try again, or pay another way.",
    "The network or the merchant’s terminal could not process it.",
    again,
  ],
];

/** Our words for each of the issuer's words. */
export const declineKinds: ReadonlyMap<string, DeclineKind> = new Map(
  kinds.flatMap(([codes, title, cardholder, admin, nextStep]) =>
    codes.split(" ").map((code) => [code, { title, cardholder, admin, nextStep }] as const),
  ),
);
