const steps: readonly (readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number])[] = [
  [60, "minute", 1],
  [24 * 60, "hour", 60],
  [7 * 24 * 60, "day", 24 * 60],
];

/** The time from now in short words ("3 min ago"). A date when it is a week or more away. */
export function relativeTime(iso: string, now: number, timeZone?: string): string {
  const minutes = Math.trunc((Date.parse(iso) - now) / 60_000);
  if (minutes === 0) return "Just now";
  for (const [limit, unit, size] of steps) {
    if (Math.abs(minutes) < limit) {
      return relative.format(Math.trunc(minutes / size), unit).replace(".", "");
    }
  }
  return formatsOf(timeZone).date.format(new Date(iso));
}

/** A timestamp to the second with its zone: the given zone, or the machine's own. */
export function exactTime(iso: string, timeZone?: string): string {
  return formatsOf(timeZone).exact.format(new Date(iso));
}

const relative = new Intl.RelativeTimeFormat("en-US", { style: "short" });

// Creating a formatter costs far more than using it, and a list has a time in every row.
const formats = new Map<string | undefined, { date: Intl.DateTimeFormat; exact: Intl.DateTimeFormat }>();

function formatsOf(timeZone: string | undefined) {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = {
    date: new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone }),
    exact: new Intl.DateTimeFormat("en-US", {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
      timeZone,
    }),
  };
  formats.set(timeZone, made);
  return made;
}
