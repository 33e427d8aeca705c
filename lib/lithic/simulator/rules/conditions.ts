import type { KeptCard } from "@/lib/lithic/simulator/cards/card.ts";
import { ApiError, type Call } from "../call.ts";
import type { Purchase } from "../purchase.ts";
import { secondsBefore } from "../spending.ts";

export interface Condition {
  readonly attribute: string;
  readonly operation: string;
  readonly value: string | number | readonly string[];
}

/** What the conditions of a rule are checked against. */
export interface Occasion extends Pick<Call, "store" | "now"> {
  readonly purchase: Purchase;
  readonly kept: KeptCard;
  readonly accountCreated: string;
}

// Only what the simulator knows about a purchase. A rule with any other condition is refused when
// it is created.
const texts = byName<(occasion: Occasion) => string>({
  MCC: ({ purchase }) => purchase.mcc,
  COUNTRY: ({ purchase }) => purchase.country,
  CURRENCY: ({ purchase }) => purchase.currency,
  MERCHANT_ID: ({ purchase }) => purchase.merchantId,
  DESCRIPTOR: ({ purchase }) => purchase.descriptor,
  PAN_ENTRY_MODE: ({ purchase }) => purchase.panEntryMode,
  CARD_STATE: ({ kept }) => kept.card.state,
  PIN_STATUS: ({ kept }) => kept.card.pin_status,
  PIN_ENTERED: () => "FALSE",
  WALLET_TYPE: () => "NONE",
});

const numbers = byName<(occasion: Occasion) => number>({
  TRANSACTION_AMOUNT: ({ purchase }) => purchase.amount,
  CASH_AMOUNT: ({ purchase }) => purchase.cash,
  CARD_AGE: ({ kept, now }) => secondsSince(kept.card.created, now),
  ACCOUNT_AGE: ({ accountCreated, now }) => secondsSince(accountCreated, now),
  CARD_TRANSACTION_COUNT_15M: (occasion) => counted(occasion, 900, 1),
  CARD_TRANSACTION_COUNT_1H: (occasion) => counted(occasion, 3600, 1),
  CARD_TRANSACTION_COUNT_24H: (occasion) => counted(occasion, 86_400, 1),
  CARD_DECLINE_COUNT_15M: (occasion) => counted(occasion, 900, 0),
  CARD_DECLINE_COUNT_1H: (occasion) => counted(occasion, 3600, 0),
  CARD_DECLINE_COUNT_24H: (occasion) => counted(occasion, 86_400, 0),
});

const onText = byName<(actual: string, value: string) => boolean>({
  IS_EQUAL_TO: (actual, value) => actual === value,
  IS_NOT_EQUAL_TO: (actual, value) => actual !== value,
  MATCHES: (actual, value) => new RegExp(value).test(actual),
  DOES_NOT_MATCH: (actual, value) => !new RegExp(value).test(actual),
});

const onList = byName<(actual: string, value: readonly string[]) => boolean>({
  IS_ONE_OF: (actual, value) => value.includes(actual),
  IS_NOT_ONE_OF: (actual, value) => !value.includes(actual),
  CONTAINS_ANY: (actual, value) => value.some((part) => actual.includes(part)),
  CONTAINS_ALL: (actual, value) => value.every((part) => actual.includes(part)),
  CONTAINS_NONE: (actual, value) => !value.some((part) => actual.includes(part)),
});

const onNumber = byName<(actual: number, value: number) => boolean>({
  IS_EQUAL_TO: (actual, value) => actual === value,
  IS_NOT_EQUAL_TO: (actual, value) => actual !== value,
  IS_GREATER_THAN: (actual, value) => actual > value,
  IS_GREATER_THAN_OR_EQUAL_TO: (actual, value) => actual >= value,
  IS_LESS_THAN: (actual, value) => actual < value,
  IS_LESS_THAN_OR_EQUAL_TO: (actual, value) => actual <= value,
});

/** Throws 400 for a condition that cannot be checked against a purchase. */
export function checkCondition(condition: Condition): void {
  const { attribute, operation, value } = condition;
  if (!texts.has(attribute) && !numbers.has(attribute))
    throw new ApiError(400, `conditions: the simulator does not know ${attribute}`);
  if (!test(condition))
    throw new ApiError(400, `conditions: ${operation} does not suit ${attribute} and its value`);
  if (operation === "MATCHES" || operation === "DOES_NOT_MATCH")
    try {
      new RegExp(String(value));
    } catch {
      throw new ApiError(400, "conditions: the value is not a regular expression");
    }
}

/** Whether a purchase meets a condition. */
export function isMet(condition: Condition, occasion: Occasion): boolean {
  const meets = test(condition);
  if (!meets)
    throw new Error(
      `The simulator kept a condition that it cannot evaluate: ${condition.attribute} ${condition.operation}`,
    );
  return meets(occasion);
}

function test({ attribute, operation, value }: Condition): ((occasion: Occasion) => boolean) | undefined {
  const [text, number] = [texts.get(attribute), numbers.get(attribute)];
  const [compareNumber, compareText, compareList] = [
    onNumber.get(operation),
    onText.get(operation),
    onList.get(operation),
  ];
  if (number && compareNumber && typeof value === "number")
    return (occasion) => compareNumber(number(occasion), value);
  if (text && compareText && typeof value === "string")
    return (occasion) => compareText(text(occasion), value);
  if (text && compareList && typeof value === "object")
    return (occasion) => compareList(text(occasion), value);
  return undefined;
}

function byName<Entry>(entries: Record<string, Entry>): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(entries));
}

const secondsSince = (created: string, now: Date) => Math.floor((now.getTime() - Date.parse(created)) / 1000);

function counted({ store, now, kept }: Occasion, seconds: number, approved: 0 | 1): number {
  const which = approved ? "" : "AND approved = 0";
  const row = store.get<{ count: number }>(
    `SELECT count(*) AS count FROM transactions WHERE card_token = ? AND created >= ? ${which}`,
    kept.card.token,
    secondsBefore(now, seconds).toISOString(),
  );
  return row?.count ?? 0;
}
