import { expect, it } from "vitest";
import { timeLeft } from "./time-left.ts";

const now = new Date("2026-03-02T09:00:00Z");
const in_ = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

it.each([
  ["just used", 0, 600, { milliseconds: 900_000, isExtendable: true }],
  ["used a while ago", -14, 600, { milliseconds: 60_000, isExtendable: true }],
  ["about to end whatever happens", 0, 2, { milliseconds: 120_000, isExtendable: false }],
  ["idle", -16, 600, { milliseconds: -60_000, isExtendable: true }],
])("a session that is %s (V7.3.1, V7.3.2)", (_, lastSeen, expires, left) => {
  expect(timeLeft({ lastSeenAt: in_(lastSeen), expiresAt: in_(expires) }, now)).toEqual(left);
});
