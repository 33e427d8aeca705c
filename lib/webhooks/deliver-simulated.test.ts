import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { AppError } from "@/lib/errors.ts";
import { type TestBusiness, testPlatform } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { expectRecorded } from "@/lib/transactions/test-recorded.ts";
import { deliverSimulated } from "./deliver-simulated.ts";
import { handleWebhooks } from "./handle-webhooks.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const paths = new Set<string | undefined>();
const server = createServer(async (request, response) => {
  paths.add(request.url);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const status = await receiveWebhook(headers, Buffer.concat(parts)).then(
    () => 204,
    (error: unknown) => (error instanceof AppError ? error.status : 500),
  );
  response.writeHead(status).end();
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
process.env.PORT = String((server.address() as AddressInfo).port);

let business: TestBusiness;
beforeAll(async () => {
  await testPlatform();
  await deliverSimulated();
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 1_000_000n);
});
afterAll(() => void server.close());

const subscriptions = async () =>
  (await atIssuer("GET", "/v1/event_subscriptions")).data as { token: string; disabled: boolean }[];

it("brings what happens at the built-in issuer to this server, which believes it", async () => {
  const cardId = await issuedCard(business, { userId: business.user.userId as number });
  await atIssuer("POST", "/v1/simulate/clearing", {
    token: await pay((await cardHere(business, cardId)).token ?? "", 700),
  });
  while (await deliverSimulated());
  while (await handleWebhooks());
  await expectRecorded(business, cardId);
  expect([...paths]).toEqual(["/api/lithic/webhooks"]);
});

it("keeps one subscription, and brings it back when it was disabled", async () => {
  const [{ token = "" } = {}, ...others] = await subscriptions();
  expect(others).toEqual([]);
  await atIssuer("PATCH", `/v1/event_subscriptions/${token}`, {
    url: "https://elsewhere.example",
    disabled: true,
  });
  await deliverSimulated();
  expect(await subscriptions()).toMatchObject([
    { token, disabled: false, url: `http://127.0.0.1:${process.env.PORT}/api/lithic/webhooks` },
  ]);
});
