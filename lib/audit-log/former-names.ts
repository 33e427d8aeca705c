// Audit rows never change, so old ones keep the names that fields had when they were written.
const currentNames: Readonly<Record<string, string>> = {
  "Card.wantedStatus": "desiredStatus",
  "Card.wantedAt": "desiredAt",
  "Card.wantedSpendLimit": "desiredSpendLimit",
  "Card.wantedSpendLimitDuration": "desiredSpendLimitDuration",
  "Card.limitWantedAt": "limitDesiredAt",
};

/** The current name of a field in an audit row. */
export const currentName = (model: string, field: string) => currentNames[`${model}.${field}`] ?? field;
