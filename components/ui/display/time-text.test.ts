import { describe, expect, it } from "vitest";
import { exactTime, relativeTime } from "./time-text";

const now = Date.parse("2026-11-22T16:00:00Z");

describe("relativeTime", () => {
  it.each([
    ["2026-11-22T15:59:30Z", "Just now"],
    ["2026-11-22T16:00:20Z", "Just now"],
    ["2026-11-22T15:57:00Z", "3 min ago"],
    ["2026-11-22T15:00:01Z", "59 min ago"],
    ["2026-11-22T15:00:00Z", "1 hr ago"],
    ["2026-11-21T16:00:01Z", "23 hr ago"],
    ["2026-11-20T16:00:00Z", "2 days ago"],
    ["2026-11-22T16:30:00Z", "in 30 min"],
    ["2026-11-15T16:00:00Z", "Nov 15, 2026"],
  ])("says %s is %s", (iso, words) => {
    expect(relativeTime(iso, now, "UTC")).toBe(words);
  });

  it("takes the date of the zone it is read in", () => {
    expect(relativeTime("2026-11-01T02:00:00Z", now, "America/New_York")).toBe("Oct 31, 2026");
  });
});

describe("exactTime", () => {
  it("names the zone", () => {
    expect(exactTime("2026-11-22T15:57:08Z", "UTC")).toBe("Nov 22, 2026, 3:57:08 PM UTC");
    expect(exactTime("2026-11-22T15:57:08Z", "America/New_York")).toBe("Nov 22, 2026, 10:57:08 AM EST");
  });
});
