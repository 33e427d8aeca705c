// Audit rows never change, so old ones keep the names of their time.
const currentActions: Readonly<Record<string, string>> = { "card.mirror": "card.sync" };
const currentFields: Readonly<Record<string, string>> = {
  "Card.wantedStatus": "desiredStatus",
  "Card.wantedAt": "desiredAt",
  "Card.wantedSpendLimit": "desiredSpendLimit",
  "Card.wantedSpendLimitDuration": "desiredSpendLimitDuration",
  "Card.limitWantedAt": "limitDesiredAt",
};

/** The current name of an action in an audit row. */
export const currentAction = (action: string) => currentActions[action] ?? action;

/** The current name of a field in an audit row. */
export const currentField = (model: string, field: string) => currentFields[`${model}.${field}`] ?? field;
