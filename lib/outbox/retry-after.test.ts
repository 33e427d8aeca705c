import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard, recover } from "@/lib/testing/test-issuer.ts";

const changingCard = { method: "PATCH", path: "/cards/" };

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(async () => {
  simulator().clearFaults();
  vi.setSystemTime(Date.now() + 400_000);
  await recover(business.accountId);
  vi.useRealTimers();
});

const later = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);
const issued = () => issuedCard(business, { userId: business.user.userId as number });
const freeze = (cardId: number) => freezeCard(business.owner, { cardId, reason: "Lost" });
const statusOf = async (cardId: number) => (await cardHere(business, cardId)).status;

it("waits as long as the issuer asks, for every call to that endpoint (F18)", async () => {
  const [one, other] = [await issued(), await issued()];
  simulator().inject({ kind: "rate-limited", retryAfter: "60", times: 1, match: changingCard });
  await freeze(one);
  // The issuer would take this one. It is not sent.
  await freeze(other);
  for (let second = 0; second < 58; second += 2) {
    later(2);
    await attemptAllDue();
    expect([await statusOf(one), await statusOf(other)]).toEqual(["active", "active"]);
  }
  later(9);
  await attemptAllDue();
  expect([await statusOf(one), await statusOf(other)]).toEqual(["frozen", "frozen"]);
});

it("waits until a date as well as for a number of seconds (F18)", async () => {
  const cardId = await issued();
  const retryAfter = new Date(Date.now() + 90_000).toUTCString();
  simulator().inject({ kind: "rate-limited", retryAfter, times: 1, match: changingCard });
  await freeze(cardId);
  later(85);
  await attemptAllDue();
  expect(await statusOf(cardId)).toBe("active");
  later(20);
  await attemptAllDue();
  expect(await statusOf(cardId)).toBe("frozen");
});

it("does not wait for hours, because a freeze is worth asking again (F18)", async () => {
  const cardId = await issued();
  simulator().inject({ kind: "rate-limited", retryAfter: "86400", times: 1, match: changingCard });
  await freeze(cardId);
  later(331);
  await attemptAllDue();
  expect(await statusOf(cardId)).toBe("frozen");
});
