const halfRange = 16 * 60 * 60 * 1_000;
const millisecondsOfDay = 86_400_000;
// No database compares dates after the year 9999 correctly.
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Whether a text is the IANA name of a time zone, such as "Europe/Berlin". */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(text)) return false;
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/** The first instant of a day, such as "2026-01-31", in a time zone. It is not always midnight:
 *  clocks can skip it. */
export function startOfDay(day: string, zone = "UTC"): Date {
  const middle = Date.parse(`${day}T00:00:00.000Z`);
  if (zone === "UTC") return new Date(middle);
  let [before, from] = [middle - halfRange, middle + halfRange];
  while (from - before > 1) {
    const between = Math.floor((before + from) / 2);
    if (dayAt(between, zone) < day) before = between;
    else from = between;
  }
  return new Date(Math.min(from, endOfTime));
}

/** The first instant after a day in a time zone. */
export function endOfDay(day: string, zone = "UTC"): Date {
  const next = Date.parse(`${day}T00:00:00.000Z`) + millisecondsOfDay;
  if (next > endOfTime) return new Date(endOfTime);
  return startOfDay(new Date(next).toISOString().slice(0, 10), zone);
}

/** The day of an instant in a time zone, such as "2026-01-31". */
export function dayAt(at: number, zone: string): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

/** Makes a function that writes an ISO 8601 time in UTC as the local time of a zone, such as
 *  "2026-01-31T10:00:00.000+01:00". In UTC it stays as it is. */
export function timesIn(zone = "UTC"): (iso: string) => string {
  if (zone === "UTC") return (iso) => iso;
  // No zone changes its clocks within a quarter of an hour.
  const offsets = new Map<number, number>();
  const offsetAt = (at: number) => {
    const quarter = Math.floor(at / quarterHour);
    const known = offsets.get(quarter) ?? offsetIn(zone, quarter * quarterHour);
    if (offsets.size >= maxFormats) offsets.clear();
    offsets.set(quarter, known);
    return known;
  };
  return (iso) => {
    const at = Date.parse(iso);
    const offset = offsetAt(at);
    const minutes = Math.abs(offset) / 60_000;
    const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)].map((part) =>
      String(part).padStart(2, "0"),
    );
    return `${new Date(at + offset).toISOString().slice(0, -1)}${offset < 0 ? "-" : "+"}${hours}:${rest}`;
  };
}

const quarterHour = 900_000;

// How far the clocks of a zone are ahead of UTC at an instant, in milliseconds.
function offsetIn(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    timeZoneName: "longOffset",
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

// Creating a format costs far more than using it. Names differ in case, so there could be many.
const formats = new Map<string, Intl.DateTimeFormat>();
const maxFormats = 1_000;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  if (formats.size >= maxFormats) formats.clear();
  formats.set(timeZone, made);
  return made;
}
