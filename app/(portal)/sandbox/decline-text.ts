const reasons: Readonly<Record<string, string>> = {
  CARD_PAUSED: "The card is frozen",
  CARD_CLOSED: "The card is closed",
  CARD_NOT_ACTIVATED: "The card is not active yet",
  CARD_EXPIRED: "The card has expired",
  CARD_SPEND_LIMIT_EXCEEDED: "Over the limit of the card",
  ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED: "Over the daily limit of the account",
  ACCOUNT_MONTHLY_SPEND_LIMIT_EXCEEDED: "Over the monthly limit of the account",
  ACCOUNT_LIFETIME_SPEND_LIMIT_EXCEEDED: "Over the total limit of the account",
  ACCOUNT_PAUSED: "The business is on hold",
  ACCOUNT_INACTIVE: "The business is closed",
  ACCOUNT_UNDER_REVIEW: "The business is under review",
  INSUFFICIENT_FUNDS: "The balance of the business is too low",
  AUTH_RULE_BLOCKED_MCC: "The spending profile blocks this category",
  AUTH_RULE_ALLOWED_MCC: "The spending profile does not allow this category",
  AUTH_RULE_BLOCKED_COUNTRY: "The spending profile blocks this country",
  AUTH_RULE_ALLOWED_COUNTRY: "The spending profile does not allow this country",
  AUTH_RULE: "The spending profile does not allow this",
  MERCHANT_NOT_PERMITTED: "The spending profile does not allow this merchant",
};

/** Says why a purchase was declined, from the issuer's word. An unknown word stays as it is. */
export const declineText = (reason: string): string =>
  Object.hasOwn(reasons, reason) ? (reasons[reason] ?? reason) : `Declined by the issuer (${reason})`;
