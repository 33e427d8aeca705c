import { beforeAll, describe, expect, it, vi } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { canaryPan } from "@/lib/lithic/simulator/strike-answer.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { type TestBusiness, testPlatform } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, hearIssuer, issuedCard } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { testProgram } from "@/lib/testing/test-program.ts";
import { expectRecorded, transactionsHere } from "@/lib/transactions/test-recorded.ts";
import { handleWebhooks } from "./handle-webhooks.ts";
import { deliver, keptOf, messagesSince, type Sent } from "./test-messages.ts";

let business: TestBusiness;
let cardId: number;
let token: string;
beforeAll(async () => {
  await testPlatform();
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 1_000_000n);
  vi.useFakeTimers({ toFake: ["Date"] });
  cardId = await issuedCard(business, { userId: business.user.userId as number });
  token = (await cardHere(business, cardId)).token ?? "";
  vi.useRealTimers();
});

const handledInOwnProcess = testProgram("lib/webhooks/test-crash.ts");

const audited = (action: string, targetId: string | number) =>
  inAccount(business.accountId, (db) => db.auditLog.count({ where: { action, targetId: String(targetId) } }));

const points = ["webhook-claim", "webhook-effect", "webhook-done"];

it("names no card and no transaction in what a process writes at its loudest, whatever goes wrong", async () => {
  const { pan } = await atIssuer("GET", `/v1/cards/${token}`);
  const paid = await pay(token, 100);
  simulator().inject({ kind: "extra-pan", match: { path: "/cards/" } });
  simulator().inject({ kind: "truncated", match: { path: "/transactions/" } });
  for (const message of await messagesSince(new Date(0))) await deliver(message);
  const { end, output } = await handledInOwnProcess({ LOG_LEVEL: "trace", LITHIC_LOG: "debug" });
  simulator().clearFaults();
  expect(end).toBe(0);
  expect(output).toContain("could not be applied");
  for (const secret of [token, paid, String(pan), canaryPan, "COFFEE"]) expect(output).not.toContain(secret);
});

describe("a process killed while it handles messages", () => {
  it.each([...points, ...points.map((point) => `${point}#2`)])(
    "after %s: each has one effect, once another has gone on",
    async (point) => {
      await hearIssuer();
      const before = new Set((await messagesSince(new Date(0))).map(({ id }) => id));
      await pay(token, 100);
      await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
      const messages = (await messagesSince(new Date(0))).filter(({ id }) => !before.has(id));
      for (const message of messages) await deliver(message);
      const syncedBefore = await audited("card.sync", cardId);
      expect(await handledInOwnProcess({ FAULT: `after:${point}` })).toMatchObject({ end: "SIGKILL" });
      // The dead process keeps its messages until its claim expires.
      const waiting = (await keptOf(messages)).filter(({ status }) => status === "received");
      await handleWebhooks();
      expect((await keptOf(messages)).filter(({ status }) => status === "received")).toEqual(waiting);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 121_000 });
      await handleWebhooks();
      expect((await keptOf(messages)).map(({ status }) => status)).toEqual(["done", "done"]);
      expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen" });
      expect(await audited("card.sync", cardId)).toBe(syncedBefore + 1);
      const row = (await transactionsHere(business, cardId)).at(-1);
      expect(await audited("transaction.record", row?.id ?? "")).toBe(1);
      await expectRecorded(business, cardId);
      vi.useRealTimers();
      await atIssuer("PATCH", `/v1/cards/${token}`, { state: "OPEN" });
    },
  );

  it("leaves a message done whose transaction has gone on before another process came to it, of which another message tells", async () => {
    await hearIssuer();
    const paid = await pay(token, 100);
    const [message] = (await messagesSince(new Date(0))).slice(-1) as [Sent];
    await deliver(message);
    expect(await handledInOwnProcess({ FAULT: "after:webhook-effect" })).toMatchObject({ end: "SIGKILL" });
    await atIssuer("POST", "/v1/simulate/clearing", { token: paid });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 121_000 });
    await handleWebhooks();
    expect(await keptOf([message])).toMatchObject([{ status: "done" }]);
    expect((await transactionsHere(business, cardId)).at(-1)).toMatchObject({ status: "pending" });
    await hearIssuer();
    await expectRecorded(business, cardId);
    vi.useRealTimers();
  });
});
