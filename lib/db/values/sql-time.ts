const maxYear = 9999;

/** A time as SQL takes it and SQLite stores it. Throws a RangeError for a year without exactly
 *  four digits. */
export function sqlTime(at: Date): string {
  const year = at.getUTCFullYear();
  if (!(year >= 0 && year <= maxYear)) throw new RangeError("This time cannot be stored");
  return at.toISOString().replace("Z", "+00:00");
}

/** A time from the database as ISO 8601 in UTC with milliseconds. Other text stays as it is. */
export function isoTime(text: string): string {
  // A fast path for the forms that the two engines store. Other forms take the slow path.
  if (text.length === 29 && text[10] === "T" && text.endsWith("+00:00")) return `${text.slice(0, 23)}Z`;
  if (text.length >= 19 && text.length <= 23 && text[10] === " ")
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20).padEnd(3, "0")}Z`;
  const [date, time = ""] = text.split(/[ T]/);
  const at = new Date(/[Z+]/.test(time) ? `${date}T${time}` : `${date}T${time}Z`);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}
