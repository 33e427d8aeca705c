import { describe, expect, it } from "vitest";
import { clockOffset } from "./server-clock";
import { relativeTime } from "./time-text";

describe("the server's clock", () => {
  it("makes a time of the past one of the past, whatever the browser's clock says (D15)", () => {
    const sent = Date.parse("2026-01-31T12:00:00.000Z");
    const happened = new Date(sent - 2 * 60_000).toISOString();
    for (const minutes of [-11, -9, 0, 7, 600]) {
      const browser = sent + minutes * 60_000;
      const now = browser + clockOffset(sent, browser);
      expect(relativeTime(happened, now)).toBe("2 min ago");
    }
  });

  it("is the browser's when the page does not say it (D15)", () => {
    for (const sent of [Number.NaN, 0, Number.POSITIVE_INFINITY]) expect(clockOffset(sent, 5)).toBe(0);
    expect(clockOffset(5, 0)).toBe(0);
  });
});
