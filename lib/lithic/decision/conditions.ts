import type { Occasion } from "./occasion.ts";
import type { Condition } from "./rule-parameters.ts";

// Only what is known about a purchase here.
const texts = byName<(occasion: Occasion) => string>({
  MCC: ({ purchase }) => purchase.mcc,
  COUNTRY: ({ purchase }) => purchase.country,
  CURRENCY: ({ purchase }) => purchase.currency,
  MERCHANT_ID: ({ purchase }) => purchase.merchantId,
  DESCRIPTOR: ({ purchase }) => purchase.descriptor,
  PAN_ENTRY_MODE: ({ purchase }) => purchase.panEntryMode,
  CARD_STATE: ({ card }) => card.state,
  PIN_STATUS: ({ card }) => card.pin_status,
  PIN_ENTERED: () => "FALSE",
  WALLET_TYPE: () => "NONE",
});

const numbers = byName<(occasion: Occasion) => number>({
  TRANSACTION_AMOUNT: ({ purchase }) => purchase.amount,
  CASH_AMOUNT: ({ purchase }) => purchase.cash,
  CARD_AGE: ({ card, now }) => secondsSince(card.created, now),
  ACCOUNT_AGE: ({ accountCreated, now }) => secondsSince(accountCreated, now),
  CARD_TRANSACTION_COUNT_15M: (occasion) => occasion.purchasesWithin(900, "all"),
  CARD_TRANSACTION_COUNT_1H: (occasion) => occasion.purchasesWithin(3600, "all"),
  CARD_TRANSACTION_COUNT_24H: (occasion) => occasion.purchasesWithin(86_400, "all"),
  CARD_DECLINE_COUNT_15M: (occasion) => occasion.purchasesWithin(900, "declined"),
  CARD_DECLINE_COUNT_1H: (occasion) => occasion.purchasesWithin(3600, "declined"),
  CARD_DECLINE_COUNT_24H: (occasion) => occasion.purchasesWithin(86_400, "declined"),
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

/** Why a condition cannot be checked against a purchase. Undefined when it can. */
export function conditionFault(condition: Condition): string | undefined {
  const { attribute, operation, value } = condition;
  if (!texts.has(attribute) && !numbers.has(attribute)) return `the simulator does not know ${attribute}`;
  if (!test(condition)) return `${operation} does not suit ${attribute} and its value`;
  if (operation !== "MATCHES" && operation !== "DOES_NOT_MATCH") return undefined;
  try {
    new RegExp(String(value));
    return undefined;
  } catch {
    return "the value is not a regular expression";
  }
}

/** Whether a purchase meets a condition. */
export function isMet(condition: Condition, occasion: Occasion): boolean {
  const meets = test(condition);
  if (!meets)
    throw new Error(`There is no way to check this condition: ${condition.attribute} ${condition.operation}`);
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
