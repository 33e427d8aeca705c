import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAt, endOfDay, isZone, startOfDay, timesIn } from "./time-zone.ts";

describe("a day in a time zone", () => {
  it.each([
    ["2026-01-31", "UTC", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31", "Europe/Berlin", "2026-01-30T23:00:00.000Z"],
    ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
    ["2026-01-31", "Pacific/Kiritimati", "2026-01-30T10:00:00.000Z"],
    ["2026-01-31", "Pacific/Pago_Pago", "2026-01-31T11:00:00.000Z"],
    ["2026-01-31", "Asia/Kathmandu", "2026-01-30T18:15:00.000Z"],
    // Clocks went from 23:59:59 to 01:00.
    ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
  ])("%s in %s begins at %s (D15)", (day, zone, start) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
  });

  it("begins with its first millisecond and ends where the next begins, in any zone (D15)", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const days = fc
      .date({ min: new Date("2000-01-01"), max: new Date("2050-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const start = startOfDay(day, zone).getTime();
        // A day that a country skipped begins with the next one.
        expect(dayAt(start, zone) >= day).toBe(true);
        expect(dayAt(start - 1, zone) < day).toBe(true);
        expect(endOfDay(day, zone).getTime()).toBeGreaterThanOrEqual(start);
      }),
      { numRuns: 500 },
    );
  });

  it("stays within what a database compares (D15)", () => {
    expect(endOfDay("9999-12-31", "America/New_York").toISOString()).toBe("9999-12-31T23:59:59.999Z");
    expect(startOfDay("1000-01-01", "Asia/Tokyo").toISOString()).toMatch(/^0999-12-31T/);
  });

  it.each([
    ["2026-01-31T09:00:00.123Z", "UTC", "2026-01-31T09:00:00.123Z"],
    ["2026-01-31T09:00:00.123Z", "Europe/Berlin", "2026-01-31T10:00:00.123+01:00"],
    ["2026-07-01T03:00:00.000Z", "America/New_York", "2026-06-30T23:00:00.000-04:00"],
    ["2026-01-30T20:00:00.000Z", "Asia/Kathmandu", "2026-01-31T01:45:00.000+05:45"],
    ["2026-03-29T00:59:59.999Z", "Europe/Berlin", "2026-03-29T01:59:59.999+01:00"],
    ["2026-03-29T01:00:00.000Z", "Europe/Berlin", "2026-03-29T03:00:00.000+02:00"],
  ])("has times of its own: %s in %s is %s (D15)", (iso, zone, local) => {
    expect(timesIn(zone)(iso)).toBe(local);
    expect(Date.parse(local)).toBe(Date.parse(iso));
  });

  it("has times that are the same instants, on the day that the screen shows (D15)", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const times = fc.date({ min: new Date("2000-01-01"), max: new Date("2050-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(times, zones, (time, zone) => {
        const local = timesIn(zone)(time.toISOString());
        expect(Date.parse(local)).toBe(time.getTime());
        expect(local.slice(0, 10)).toBe(dayAt(time.getTime(), zone));
      }),
      { numRuns: 500 },
    );
  });

  it("is of a zone that there is (D15)", () => {
    for (const zone of ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
      expect(isZone(zone), zone).toBe(true);
    for (const zone of ["", "Berlin", "Europe/Berlin\0", "+05:00", "../etc/passwd", "x".repeat(100)])
      expect(isZone(zone), zone).toBe(false);
  });
});
