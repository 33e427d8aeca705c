import { execFile } from "node:child_process";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type TestBusiness, testPlatform } from "@/lib/db/test-database.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { depositAtSimulator } from "@/lib/lithic/deposit-at-simulator.ts";
import { atIssuer, cardHere, enrolledBusiness, hearIssuer, issuedCard } from "@/lib/lithic/test-issuer.ts";
import { pay } from "@/lib/lithic/test-payments.ts";
import { expectRecorded, transactionsHere } from "@/lib/transactions/test-recorded.ts";
import { handleWebhooks } from "./handle-webhooks.ts";
import { deliver, keptOf, messagesSince } from "./test-messages.ts";

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

function handledInOwnProcess(fault: string): Promise<string | number> {
  return new Promise((done) => {
    const env = { ...process.env, FAULT: fault };
    execFile(process.execPath, ["--import", "tsx", "lib/webhooks/test-crash.ts"], { env }, (error) =>
      done(error ? (error.signal ?? error.code ?? 1) : 0),
    );
  });
}

const audited = (action: string, targetId: string | number) =>
  inAccount(business.accountId, (db) => db.auditLog.count({ where: { action, targetId: String(targetId) } }));

const points = ["webhook-claim", "webhook-effect", "webhook-done"];

describe("a process killed while it handles messages", () => {
  it.each([...points, ...points.map((point) => `${point}#2`)])("after %s: each has one effect, once another has gone on", async (point) => {
    await hearIssuer();
    const before = new Set((await messagesSince(new Date(0))).map(({ id }) => id));
    await pay(token, 100);
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    const messages = (await messagesSince(new Date(0))).filter(({ id }) => !before.has(id));
    for (const message of messages) await deliver(message);
    const mirroredBefore = await audited("card.mirror", cardId);
    expect(await handledInOwnProcess(`after:${point}`)).toBe("SIGKILL");
    // What the dead process had is not taken from it before its claim runs out.
    const waiting = (await keptOf(messages)).filter(({ status }) => status === "received");
    await handleWebhooks();
    expect((await keptOf(messages)).filter(({ status }) => status === "received")).toEqual(waiting);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 121_000 });
    await handleWebhooks();
    expect((await keptOf(messages)).map(({ status }) => status)).toEqual(["done", "done"]);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen" });
    expect(await audited("card.mirror", cardId)).toBe(mirroredBefore + 1);
    const row = (await transactionsHere(business, cardId)).at(-1);
    expect(await audited("transaction.record", row?.id ?? "")).toBe(1);
    await expectRecorded(business, cardId);
    vi.useRealTimers();
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "OPEN" });
  });
});
