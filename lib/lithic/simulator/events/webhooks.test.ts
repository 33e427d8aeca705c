import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWebhook, contractTitle } from "../test-contract.ts";
import { fundedCard, pay, refusal, type TestIssuer, testIssuer } from "../test-issuer.ts";

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

let received: Received[] = [];
let answer: (message: Received) => number | undefined = () => 200;
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => {
    body += part;
  });
  request.on("end", () => {
    const message = { headers: textHeaders(request.headers), body };
    received.push(message);
    const status = answer(message);
    if (status !== undefined) response.writeHead(status, { location: "/elsewhere" }).end("noted");
  });
});
const textHeaders = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

let issuer: TestIssuer;
let url: string;
beforeEach(async () => {
  received = [];
  answer = () => 200;
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/lithic/webhooks`;
  issuer = testIssuer();
  issuer.clock.now = new Date();
});
afterEach(() => {
  issuer.simulator.close();
  receiver.closeAllConnections();
  receiver.close();
});

const later = (seconds: number) => {
  issuer.clock.now = new Date(issuer.clock.now.getTime() + seconds * 1000);
};
const typesReceived = () => received.map(({ body }) => JSON.parse(body).event_type);

describe("faults of webhooks", () => {
  const tell = async (kind: "webhook-lost" | "webhook-doubled" | "webhook-late") => {
    const { lithic, simulator } = issuer;
    const { card } = await fundedCard(issuer);
    await lithic.events.subscriptions.create({ url, event_types: ["card.updated"] });
    simulator.inject({ kind, every: 2 });
    for (const memo of ["one", "two", "three"]) await lithic.cards.update(card.token, { memo });
    while ((await simulator.deliverWebhooks()) > 0);
  };

  it("lose every second message", async () => {
    await tell("webhook-lost");
    later(3_600);
    await issuer.simulator.deliverWebhooks();
    expect(received).toHaveLength(2);
  });

  it("double every second message", async () => {
    await tell("webhook-doubled");
    expect(received).toHaveLength(4);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
  });

  it("make every second message late", async () => {
    await tell("webhook-late");
    expect(received).toHaveLength(2);
    later(6);
    await issuer.simulator.deliverWebhooks();
    expect(received).toHaveLength(3);
  });
});

describe(`webhooks${contractTitle}`, () => {
  it("tell of everything that happens, signed so that the SDK believes them and nothing else", async () => {
    const { lithic, simulator } = issuer;
    const { token } = await lithic.events.subscriptions.create({ url });
    const { secret = "" } = await lithic.events.subscriptions.retrieveSecret(token);
    const { card, pan } = await fundedCard(issuer);
    const { token: paid } = await pay(issuer, pan, 100);
    await lithic.transactions.simulateClearing({ token: paid });
    await lithic.cards.update(card.token, { state: "PAUSED" });
    while ((await simulator.deliverWebhooks()) > 0);
    expect(new Set(typesReceived())).toEqual(
      new Set([
        "account_holder.created",
        "financial_account.created",
        "balance.updated",
        "card.created",
        "card.updated",
        "card_transaction.updated",
      ]),
    );
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(received.length);
    for (const { headers, body } of received) {
      const payload = JSON.parse(body);
      expect(lithic.webhooks.unwrap(body, headers, secret)).toEqual(payload);
      checkWebhook(payload.event_type, payload);
      expect(() => lithic.webhooks.unwrap(`${body} `, headers, secret)).toThrow();
      expect(body).not.toContain(pan);
    }
    const { data } = await lithic.events.list({ with_content: true, event_types: ["card.updated"] });
    expect(data).toMatchObject([
      { payload: { card_token: card.token, state: "PAUSED", previous_fields: { state: "OPEN" } } },
    ]);
    expect((await lithic.events.list({ begin: issuer.clock.now.toISOString(), page_size: 1 })).has_more).toBe(
      true,
    );
  });

  it("only tell what a subscription asked for, while it is not disabled, until it is deleted", async () => {
    const { lithic, simulator } = issuer;
    const { token } = await lithic.events.subscriptions.create({
      url,
      event_types: ["card.created"],
      description: "Cards",
    });
    await fundedCard(issuer);
    expect(await simulator.deliverWebhooks()).toBe(1);
    await lithic.events.subscriptions.update(token, { url, disabled: true });
    await fundedCard(issuer);
    expect(await simulator.deliverWebhooks()).toBe(0);
    await lithic.events.subscriptions.update(token, { url, disabled: false });
    await fundedCard(issuer);
    await lithic.events.subscriptions.delete(token);
    expect(await simulator.deliverWebhooks()).toBe(0);
    expect(typesReceived()).toEqual(["card.created"]);
    expect(await refusal(lithic.events.subscriptions.retrieve(token))).toMatchObject({ status: 404 });
    expect(
      await refusal(lithic.events.subscriptions.create({ url: "http://portal.example/hook" })),
    ).toMatchObject({ status: 400 });
  });

  it("are sent as an example to one subscription, whatever it asked for", async () => {
    const { lithic, simulator } = issuer;
    const { token } = await lithic.events.subscriptions.create({ url, event_types: ["card.created"] });
    await lithic.events.subscriptions.create({ url });
    await lithic.events.subscriptions.sendSimulatedExample(token, {
      event_type: "financial_account.created",
    });
    expect(await simulator.deliverWebhooks()).toBe(1);
    expect(typesReceived()).toEqual(["financial_account.created"]);
    checkWebhook("financial_account.created", JSON.parse(received[0]?.body ?? ""));
    const attempts = (await lithic.events.subscriptions.listAttempts(token)).data;
    expect(attempts.map(({ status }) => status)).toEqual(["SUCCESS"]);
    const nobody = lithic.events.subscriptions.sendSimulatedExample("ep_unknown", {});
    expect(await refusal(nobody)).toMatchObject({ status: 404 });
  });

  it("come again, later each time, until they are taken; never after that", async () => {
    const { lithic, simulator } = issuer;
    const { token } = await lithic.events.subscriptions.create({ url, event_types: ["card.created"] });
    const statuses = [500, 302, 404];
    answer = () => statuses.shift() ?? 204;
    await fundedCard(issuer);
    expect(await simulator.deliverWebhooks()).toBe(0);
    expect(await simulator.deliverWebhooks()).toBe(0);
    for (const [wait, taken] of [
      [5, 0],
      [14, 0],
      [1, 0],
      [45, 1],
      [86_400, 0],
    ] as const) {
      later(wait);
      expect(await simulator.deliverWebhooks()).toBe(taken);
    }
    expect(received).toHaveLength(4);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const attempts = (await lithic.events.subscriptions.listAttempts(token)).data;
    expect(attempts.map(({ status, response_status_code }) => [status, response_status_code])).toEqual([
      ["SUCCESS", 204],
      ["FAILED", 404],
      ["FAILED", 302],
      ["FAILED", 500],
    ]);
    const id = received[0]?.headers["webhook-id"] ?? "";
    expect(
      (await issuer.request("POST", `/v1/events/${id}/event_subscriptions/${token}/resend`, {})).status,
    ).toBe(202);
    expect(await simulator.deliverWebhooks()).toBe(1);
  });

  it("disable a subscription that has not answered for five days", async () => {
    const { lithic, simulator } = issuer;
    const { token } = await lithic.events.subscriptions.create({ url, event_types: ["card.created"] });
    answer = () => 503;
    await fundedCard(issuer);
    for (let hours = 0; hours < 6 * 24; hours += 10) {
      await simulator.deliverWebhooks();
      later(36_000);
    }
    expect((await lithic.events.subscriptions.retrieve(token)).disabled).toBe(true);
  });

  it("are signed with the old secret too for a day after it was rotated", async () => {
    const { lithic, simulator } = issuer;
    const { token } = await lithic.events.subscriptions.create({ url, event_types: ["card.created"] });
    const secretNow = async () => (await lithic.events.subscriptions.retrieveSecret(token)).secret ?? "";
    const old = await secretNow();
    await lithic.events.subscriptions.rotateSecret(token);
    await fundedCard(issuer);
    await simulator.deliverWebhooks();
    const [message] = received;
    for (const secret of [old, await secretNow()])
      expect(() => lithic.webhooks.unwrap(message?.body ?? "", message?.headers ?? {}, secret)).not.toThrow();
    expect(await secretNow()).not.toBe(old);
    later(86_401);
    await fundedCard(issuer);
    await simulator.deliverWebhooks();
    expect(received[1]?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  });
});
