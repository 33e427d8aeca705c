import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/lithic/webhooks/route.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { serveSimulator } from "@/lib/lithic/simulator/test-server.ts";
import { testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { checkArrival } from "./check-events.ts";
import { checkIssuer } from "./check-issuer.ts";
import { sendTestEvent, setUpEvents } from "./set-up-events.ts";

const key = randomUUID();
const issuer = await serveSimulator(key);
// This portal, as the issuer reaches it.
const portal = createServer(async (request, response) => {
  const headers = new Headers(request.headers as Record<string, string>);
  const body = await buffer(request);
  const answer = await POST(new Request("http://portal.example/", { method: "POST", headers, body }));
  response.writeHead(answer.status).end(await answer.text());
});
await new Promise<void>((listening) => portal.listen(0, "127.0.0.1", listening));
Object.assign(process.env, {
  LITHIC_ENVIRONMENT: "sandbox",
  LITHIC_API_KEY: key,
  LITHIC_TEST_URL: issuer.url,
  PORT: String((portal.address() as AddressInfo).port),
});

let operator: Actor;
beforeAll(async () => {
  operator = await testOperator();
});
afterAll(async () => {
  portal.closeAllConnections();
  portal.close();
  await issuer.close();
});

const checks = async () => Promise.all(checkIssuer().map(({ check }) => check));
const statesOf = async () => (await checks()).map(({ state, title }) => [state, title]);
const subscriptions = async () => {
  const headers = { authorization: key };
  const answer = await fetch(`${issuer.url}/v1/event_subscriptions`, { headers });
  return (await answer.json()).data as { token: string; url: string; disabled: boolean }[];
};
const arrival = (sentAt: Date | null = null) => checkArrival(sentAt, new Date());
const auditRows = () =>
  inAccount(operator.accountId, (db) =>
    db.auditLog.findMany({ where: { action: "issuer.set-up-events", outcome: "done" } }),
  );

// In order: each goes on where the one before ended.
describe("the issuer behind a key", () => {
  it("is looked at in the order in which things can fail", async () => {
    expect(await statesOf()).toEqual([
      ["passed", "Issuer reached"],
      ["passed", "Key accepted"],
      ["passed", "2 card programs found"],
      ["open", "Events are not set up"],
    ]);
    const [, found, programs] = await checks();
    expect(found?.text).toBe(`Sandbox, ends in ${key.slice(-4)}. Test cards, no real money.`);
    expect(programs?.text).toBe("Simulated Travel, Simulated Commercial Debit.");
    expect(found?.milliseconds).toBeGreaterThanOrEqual(0);
    expect(await arrival()).toBeUndefined();
  });

  it("says what is wrong, and what follows waits", async () => {
    issuer.simulator.inject({ kind: "error-before", match: { path: "card_programs" }, times: 1 });
    const found = await checks();
    expect(found.map(({ state }) => state)).toEqual(["passed", "passed", "failed", "waiting"]);
    expect(found[2]?.text).toBe("Internal server error. Check again in a moment.");
  });
});

describe("setting up events", () => {
  it("is for operators alone, and refused before the issuer is asked", async () => {
    const { owner } = await testBusiness();
    for (const verb of [setUpEvents, sendTestEvent])
      await expectRefused(() => verb(owner), { code: "FORBIDDEN" });
    await expectRefused(() => sendTestEvent(operator), { code: "RULE_BROKEN" });
    expect(await subscriptions()).toEqual([]);
  });

  it("changes nothing here when the issuer fails, and goes on from there the next time", async () => {
    issuer.simulator.inject({ kind: "error-before", match: { path: "/secret$" }, times: 1 });
    await expectRefused(() => setUpEvents(operator), { code: "BUSY" });
    expect(await auditRows()).toEqual([]);
    await setUpEvents(operator);
    expect(await subscriptions()).toHaveLength(1);
  });

  it("twice, and many times at once, is once", async () => {
    await Promise.all(Array.from({ length: 5 }, () => setUpEvents(operator)));
    expect(await subscriptions()).toMatchObject([
      { url: `http://localhost:${process.env.PORT}/api/lithic/webhooks`, disabled: false },
    ]);
    const rows = await auditRows();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.changes).not.toContain("whsec_");
    expect((await statesOf()).at(-1)).toEqual(["passed", "Events set up"]);
  });

  it("turns a subscription on again that the issuer has turned off", async () => {
    const [{ token, url } = { token: "", url: "" }] = await subscriptions();
    const body = JSON.stringify({ url, disabled: true });
    const headers = { authorization: key };
    await fetch(`${issuer.url}/v1/event_subscriptions/${token}`, { method: "PATCH", body, headers });
    expect((await statesOf()).at(-1)).toEqual(["failed", "Events are turned off"]);
    await setUpEvents(operator);
    expect((await statesOf()).at(-1)).toEqual(["passed", "Events set up"]);
  });

  it("brings a test event, which the portal believes and keeps", async () => {
    expect(await arrival()).toMatchObject({ state: "open" });
    const sentAt = new Date();
    expect(await arrival(sentAt)).toMatchObject({ state: "waiting", title: "Waiting for a test event" });
    await sendTestEvent(operator);
    await vi.waitFor(async () => expect(await arrival(sentAt)).toMatchObject({ state: "passed" }), 10_000);
    const kept = await inAccount(operator.accountId, (db) => db.webhookEvent.findMany());
    expect(kept).toMatchObject([{ eventType: "financial_account.created", status: "ignored" }]);
    const later = new Date(Date.now() + 10 * 60_000);
    expect(await checkArrival(later, later)).toMatchObject({ state: "waiting" });
    expect(await checkArrival(later, new Date(later.getTime() + 60_000))).toMatchObject({ state: "passed" });
  });
});
