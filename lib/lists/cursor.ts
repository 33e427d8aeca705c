import type { Direction, ListRules } from "./list-rules.ts";

/** The id of a row: a number, or a UUID. */
export type RowKey = number | string;

/** The place of a row in a sorted list: the value of the sort, and the id. */
export interface Cursor {
  readonly value: string | number;
  readonly id: RowKey;
}

/** What a list is sorted by. A cursor is valid only for the sort it was made under. */
interface Sort {
  readonly by: string;
  readonly direction: Direction;
}

const cursorVersion = 1;

/** Writes a cursor for a URL. It is valid only for the sort it was made under. */
export function writeCursor(sort: Sort, { value, id }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([cursorVersion, sort.by, sort.direction, value, id]));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

type Compared = ListRules["sorts"][string][1];
type Rules = Pick<ListRules, "sorts" | "ids">;

/** Reads a cursor from a URL. Undefined when it is damaged, or of another list or sort. */
export function readCursor(rules: Rules, sort: Sort, text: string | undefined): Cursor | undefined {
  if (text === undefined || !/^[\w-]{1,1000}$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return cursorOf(rules, sort, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

function cursorOf({ sorts, ids }: Rules, sort: Sort, parts: unknown): Cursor | undefined {
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [version, by, direction, value, id] = parts as readonly unknown[];
  const isOfThisList = version === cursorVersion && by === sort.by && direction === sort.direction;
  const isId = ids === "uuid" ? isUuidPlace : isWhole;
  const compared = sorts[sort.by]?.[1] ?? "number";
  return isOfThisList && isValue(compared, value) && isId(id) ? { value, id } : undefined;
}

// A place right beside a UUID is one character shorter or longer.
const isUuidPlace = (value: unknown): value is string =>
  typeof value === "string" && /^[\da-f-]{35,37}$/.test(value);

/** The place right beside that of a row, in a direction. */
export function beside(id: RowKey, direction: Direction): RowKey {
  const isUp = direction === "asc";
  if (typeof id === "number") return isUp ? id + 1 : id - 1;
  return isUp ? `${id}0` : id.slice(0, -1);
}

function isValue(compared: Compared, value: unknown): value is string | number {
  if (compared === "number") return isWhole(value);
  if (compared === "integer") return Number.isSafeInteger(value);
  // For people who may not see names, a list by name is in the order of ids.
  if (typeof value !== "string") return compared === "text" && isWhole(value);
  if (compared === "time") return isTime(value);
  // No database takes a zero byte in a text.
  return value.isWellFormed() && !value.includes("\0");
}

/** Whether a text is a time in ISO 8601 UTC that a database takes. A day like 30 February is
 *  not. */
export const isTime = (value: string) =>
  /^[1-9]\d{3}-/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;

const maxNumber = 2_147_483_647;

/** Whether a value is a whole number that a database takes. */
export const isWhole = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= maxNumber;
