import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { guarded } from "./request-filter.mjs";
import { limits, serverFor } from "./server-limits.mjs";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a text and returns what is answered until the server closes the connection. */
async function answerTo(text: string, options = limits): Promise<string> {
  server = serverFor(
    guarded((_request: unknown, response: { end(text: string): void }) => response.end("served")),
    options,
  );
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => (answer += data)).on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

it.each([
  ["a request without a host", "GET / HTTP/1.1\r\n\r\n"],
  ["an unknown expectation", "GET / HTTP/1.1\r\nHost: a\r\nExpect: other\r\n\r\n"],
  ["a tunnel", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"],
  ["an upgrade", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"],
  ["a version that is not known", "GET / HTTP/9.9\r\nHost: a\r\n\r\n"],
])("what Node would refuse carries the security headers: %s (G27)", async (_, text) => {
  const answer = await answerTo(text);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toMatch(/x-content-type-options: nosniff/i);
  expect(answer).toMatch(/content-security-policy: .*frame-ancestors 'none'/i);
});

const short = { headersTimeout: 20, requestTimeout: 40, keepAliveTimeout: 1_000 };

it.each([
  ["headers that do not end", "GET / HTTP/1.1\r\nHost: a\r\nCookie: "],
  ["a body that does not come", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"],
])("a request is ended once its time is over: %s (G27)", async (name, text) => {
  const waits = name.startsWith("a body")
    ? guarded((request: { resume(): void }) => request.resume())
    : undefined;
  const answer = waits ? await held(waits, text) : await answerTo(text, short);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toMatch(/x-content-type-options: nosniff/i);
});

async function held(handle: Parameters<typeof serverFor>[0], text: string): Promise<string> {
  server = serverFor(handle, short);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => (answer += data)).on("close", () => resolve(answer));
  });
}

it("the limits are 10 and 30 seconds, and are looked at every second (G27)", () => {
  server = serverFor(() => {});
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
  expect(server).toHaveProperty("connectionsCheckingInterval", 1_000);
});
