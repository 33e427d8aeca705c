import type { Direction, ListRules } from "./list-rules.ts";

/** The place of a row in a sorted list: the value of the sort, and the id. */
export interface Cursor {
  readonly value: string | number;
  readonly id: number;
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

/** Reads a cursor from a URL. Undefined when it is damaged, or of another sort. */
export function readCursor(sort: Sort, compared: Compared, text: string | undefined): Cursor | undefined {
  if (text === undefined || !/^[\w-]{1,1000}$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return cursorOf(sort, compared, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

function cursorOf(sort: Sort, compared: Compared, parts: unknown): Cursor | undefined {
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [version, by, direction, value, id] = parts as readonly unknown[];
  const isOfThisList = version === cursorVersion && by === sort.by && direction === sort.direction;
  return isOfThisList && isValue(compared, value) && isWhole(id) ? { value, id } : undefined;
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
