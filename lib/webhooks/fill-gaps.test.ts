import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { type TestBusiness, testPlatform } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { expectRecorded } from "@/lib/transactions/test-recorded.ts";
import { fillGaps } from "./fill-gaps.ts";
import { handleWebhooks } from "./handle-webhooks.ts";
import { deliver, keptOf, messagesSince } from "./test-messages.ts";

let business: TestBusiness;
let cardId: number;
let token: string;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await testPlatform();
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 1_000_000n);
  cardId = await issuedCard(business, { userId: business.user.userId as number });
  token = (await cardHere(business, cardId)).token ?? "";
  await fillGaps();
});
beforeEach(() => later(1));

const later = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);
const hours = 3_600;

/** Fills gaps in a process that has just started and knows only what is in the database. */
async function fillAfterStart(): Promise<number> {
  vi.resetModules();
  const { fillGaps: fill } = await import("./fill-gaps.ts");
  return fill();
}

async function payTimes(times: number): Promise<void> {
  for (let time = 0; time < times; time++)
    await atIssuer("POST", "/v1/simulate/clearing", { token: await pay(token, 100 + time) });
}

describe("what no message has brought", () => {
  it("is found in the issuer's list of events, once, and applied like the rest", async () => {
    const since = new Date();
    await payTimes(50);
    const messages = await messagesSince(since);
    expect(messages).toHaveLength(100);
    const brought = messages.filter((_, place) => place % 5 !== 0);
    for (const message of brought) await deliver(message);
    expect(await fillGaps()).toBe(20);
    expect(await keptOf(messages)).toHaveLength(100);
    expect(await fillGaps()).toBe(0);
    while (await handleWebhooks());
    expect(new Set((await keptOf(messages)).map(({ status }) => status))).toEqual(new Set(["done"]));
    await expectRecorded(business, cardId);
    // If they arrive after all, they are already known.
    for (const message of messages) await deliver(message);
    expect(await keptOf(messages)).toHaveLength(100);
  });

  it("is found after days in which no process ran, whatever came since", async () => {
    const since = new Date();
    await payTimes(2);
    later(3 * 24 * hours);
    await payTimes(1);
    const messages = await messagesSince(since);
    expect(messages).toHaveLength(6);
    await deliver(messages[5] as (typeof messages)[number]);
    expect(await fillAfterStart()).toBe(5);
    expect(await fillAfterStart()).toBe(0);
    while (await handleWebhooks());
    await expectRecorded(business, cardId);
  });

  it("is looked for again from the same place when the issuer did not answer", async () => {
    await payTimes(1);
    later(2 * 24 * hours);
    await payTimes(1);
    simulator().inject({ kind: "down", times: 1, match: { path: "/events$" } });
    await expect(fillAfterStart()).rejects.toThrow();
    expect(await fillAfterStart()).toBe(4);
  });

  it("is found though the clock ran ahead of the issuer's while the list was read", async () => {
    await payTimes(1);
    later(3 * hours);
    expect(await fillGaps()).toBe(2);
    later(-2 * hours);
    await payTimes(1);
    expect(await fillGaps()).toBe(2);
    later(3 * hours);
  });

  it("is looked for from where the list was read to, which is noted in the inbox", async () => {
    await payTimes(1);
    await fillGaps();
    const where = { listedTo: { not: null } };
    const newest = await acrossAccounts((db) =>
      db.webhookEvent.findFirst({ where, orderBy: { listedTo: "desc" } }),
    );
    expect(newest).toMatchObject({
      listedTo: new Date(),
      messageId: (await messagesSince(new Date())).at(-1)?.id,
    });
  });
});
