import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { testPlatform } from "@/lib/testing/test-database.ts";
import { maxWebhookBytes } from "@/lib/webhooks/receive-webhook.ts";
import { countKept, headersOf, keptOf, type Sent } from "@/lib/webhooks/test-messages.ts";
import { POST } from "./route.ts";

const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
const [secret, earlier] = [newSecret(), newSecret()] as const;
process.env.LITHIC_WEBHOOK_SECRET = `${secret}, ${earlier}`;

beforeAll(() => testPlatform());
afterEach(() => void vi.useRealTimers());

function message(
  body: object = {
    event_type: "card.updated",
    card_token: "b7b2b7e0-1b1e-4a77-9c3e-1c6e7a1d2f00",
    state: "OPEN",
  },
): Sent {
  return { id: `msg_${randomBytes(12).toString("hex")}`, body: JSON.stringify(body) };
}

type Headers = Record<string, string>;

function post(body: string | Uint8Array | ReadableStream, headers: Headers): Promise<Response> {
  const request = { method: "POST", body: body as BodyInit, headers, duplex: "half" };
  return POST(new Request("http://portal.example/api/lithic/webhooks", request));
}

const send = (sent: Sent, options?: Parameters<typeof headersOf>[1]) =>
  post(sent.body, headersOf(sent, options));
const minutesAgo = (minutes: number) => ({ at: new Date(Date.now() - minutes * 60_000) });

describe("a webhook that the issuer signed", () => {
  it("is kept as it came, sealed, and answered with 204", async () => {
    const sent = message();
    expect((await send(sent)).status).toBe(204);
    const [row] = await keptOf([sent]);
    expect(row).toMatchObject({
      status: "received",
      eventType: "card.updated",
      attempts: 0,
      accountId: (await testPlatform()).accountId,
    });
    expect(row?.body).not.toContain("card_token");
    expect(row && openField("WebhookEvent", row, "body")).toBe(sent.body);
  });

  it("is kept once, of a hundred at the same moment and after, also under another time", async () => {
    const sent = message();
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(sent)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await send(sent, minutesAgo(4))).status).toBe(204);
    expect(await keptOf([sent])).toHaveLength(1);
  });

  it("is believed with either secret while one takes the other's place, and with several signatures", async () => {
    for (const one of [secret, earlier]) expect((await send(message(), { secret: one })).status).toBe(204);
    const sent = message();
    const of = (one: string) => headersOf(sent, { secret: one })["webhook-signature"];
    const signatures = [...Array.from({ length: 5 }, () => of(newSecret())), of(earlier)].join(" ");
    expect((await post(sent.body, { ...headersOf(sent), "webhook-signature": signatures })).status).toBe(204);
  });

  it("is kept and left alone when nothing is done about what it tells", async () => {
    const others = [
      { event_type: "balance.updated" },
      { event_type: "moon.risen" },
      { no: "type" },
      ["a", "list"],
      { event_type: "x y" },
    ];
    for (const body of others) {
      const sent = message(body);
      expect((await send(sent)).status).toBe(204);
      expect(await keptOf([sent])).toMatchObject([{ status: "ignored" }]);
    }
  });

  it("is taken up to 256 kB; of a longer one no more is read", async () => {
    const padded = (bytes: number) => {
      const empty = message({ event_type: "moon.risen", padding: "" });
      return { ...empty, body: empty.body.replace('""', `"${"x".repeat(bytes - empty.body.length)}"`) };
    };
    expect((await send(padded(maxWebhookBytes))).status).toBe(204);
    const answer = await send(padded(maxWebhookBytes + 1));
    expect([answer.status, (await answer.json()).code]).toEqual([413, "TOO_LARGE"]);
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64_000));
      },
    });
    expect((await post(endless, headersOf(message()))).status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });
});

type Forged = readonly [
  name: string,
  forge: (sent: Sent) => { body?: string | Uint8Array; headers: Headers },
];

const without = (headers: Headers, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));
const changed = (header: string, value: string | ((before: string) => string)): Forged[1] => {
  return (sent) => {
    const headers = headersOf(sent);
    return {
      headers: { ...headers, [header]: typeof value === "string" ? value : value(headers[header] ?? "") },
    };
  };
};
const signedWith = (one: string): Forged[1] => {
  return (sent) => ({ headers: headersOf(sent, { secret: one }) });
};
const otherBody = (change: (body: string) => string | Uint8Array): Forged[1] => {
  return (sent) => ({ headers: headersOf(sent), body: change(sent.body) });
};
const at = (minutes: number): Forged[1] => {
  return (sent) => ({ headers: headersOf(sent, minutesAgo(minutes)) });
};
const rawKey = (bytes: Uint8Array): Forged[1] => {
  return (sent) => ({
    headers: {
      ...headersOf(sent),
      "webhook-signature": new Webhook(bytes, { format: "raw" }).sign(sent.id, new Date(), sent.body),
    },
  });
};

const forgeries: readonly Forged[] = [
  ["without any header", () => ({ headers: {} })],
  ...["webhook-id", "webhook-timestamp", "webhook-signature"].flatMap((header): Forged[] => [
    [`without ${header}`, (sent) => ({ headers: without(headersOf(sent), header) })],
    [`with an empty ${header}`, changed(header, "")],
  ]),
  ["signed with another secret", signedWith(newSecret())],
  ["signed with a secret of one byte", rawKey(new Uint8Array(1))],
  ["signed with the text of the secret", rawKey(Buffer.from(secret))],
  ["signed with the name of the scheme", rawKey(Buffer.from("whsec_"))],
  ["with no signature after the version", changed("webhook-signature", "v1,")],
  ["with a version alone", changed("webhook-signature", "v1")],
  [
    "with a signature of another version",
    changed("webhook-signature", (before) => before.replace("v1,", "v2,")),
  ],
  [
    "with a signature without its version",
    changed("webhook-signature", (before) => before.replace("v1,", "")),
  ],
  ["with half a signature", changed("webhook-signature", (before) => before.slice(0, 24))],
  ["with a signature in lower case", changed("webhook-signature", (before) => before.toLowerCase())],
  ["with a signature of zeros", changed("webhook-signature", `v1,${Buffer.alloc(32).toString("base64")}`)],
  ["with a signature that is no text", changed("webhook-signature", "v1,undefined")],
  ["with thousands of signatures", changed("webhook-signature", Array(2_000).fill("v1,AAAA").join(" "))],
  [
    "with the signature of another message",
    (sent) => ({ headers: { ...headersOf(message()), "webhook-id": sent.id } }),
  ],
  ["under another id", changed("webhook-id", `msg_${"0".repeat(24)}`)],
  ["under an id that ends elsewhere", changed("webhook-id", (before) => `${before}.1`)],
  ["under an id of two hundred characters", changed("webhook-id", "a".repeat(200))],
  ["at another second", changed("webhook-timestamp", (before) => String(Number(before) - 1))],
  ["at a time with something behind it", changed("webhook-timestamp", (before) => `${before}abc`)],
  ["at a time in words", changed("webhook-timestamp", "now")],
  ["at a time in milliseconds", changed("webhook-timestamp", (before) => `${before}000`)],
  ["at a time below zero", changed("webhook-timestamp", (before) => `-${before}`)],
  ["six minutes old", at(6)],
  ["a day old", at(24 * 60)],
  ["six minutes ahead", at(-6)],
  ["from 1970", (sent) => ({ headers: headersOf(sent, { at: new Date(0) }) })],
  ["with another body", otherBody((body) => body.replace("OPEN", "CLOSED"))],
  ["with a body written anew", otherBody((body) => JSON.stringify(JSON.parse(body), null, 1))],
  [
    "with its fields in another order",
    otherBody((body) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).reverse()))),
  ],
  ["with a space behind the body", otherBody((body) => `${body} `)],
  ["with a line break before the body", otherBody((body) => `\n${body}`)],
  ["with a byte order mark", otherBody((body) => `\uFEFF${body}`)],
  ["with half the body", otherBody((body) => body.slice(0, 20))],
  ["with no body", otherBody(() => "")],
  [
    "with a body that is no text",
    otherBody((body) => Buffer.concat([Buffer.from(body), Buffer.from([0xff])])),
  ],
  ["with one letter in another form", otherBody((body) => body.replace("state", "ﬆate"))],
];

describe("a webhook that nobody believes", () => {
  it.each(forgeries)("%s: is refused, and nothing is kept", async (_, forge) => {
    const before = await countKept();
    const sent = message();
    const { body = sent.body, headers } = forge(sent);
    const answer = await post(body, { "content-type": "application/json", ...headers });
    expect([answer.status, (await answer.json()).code]).toEqual([401, "NOT_SIGNED_IN"]);
    expect(await countKept()).toBe(before);
    // The original is accepted, so it was the forgery that was refused.
    expect((await send(sent)).status).toBe(204);
  });

  it("came before and is sent again later: too late to be believed again, and known for good when its time is changed", async () => {
    const sent = message();
    const headers = headersOf(sent);
    expect((await post(sent.body, headers)).status).toBe(204);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * 60_000 });
    expect((await post(sent.body, headers)).status).toBe(401);
    expect((await send(sent)).status).toBe(204);
    expect(await keptOf([sent])).toHaveLength(1);
  });

  it("is no matter of a portal without a secret, which asks to be told again later", async () => {
    vi.resetModules();
    delete process.env.LITHIC_WEBHOOK_SECRET;
    const { POST: withoutSecret } = await import("./route.ts");
    const sent = message();
    const headers = headersOf(sent, { secret });
    const answer = await withoutSecret(
      new Request("http://portal.example/", { method: "POST", body: sent.body, headers }),
    );
    expect([answer.status, (await answer.json()).detail]).toEqual([
      503,
      "This portal does not accept webhooks yet. Have an operator set up events on the Issuer page, or set LITHIC_WEBHOOK_SECRET to the secret of the event subscription. Nothing was changed.",
    ]);
    expect(await keptOf([sent])).toEqual([]);
  });
});
