import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "@playwright/test";
import { addressOf } from "../access/address-of.ts";
import { ask, askTwice, signIn } from "../access/ask.ts";
import { type Businesses, type Prepared, readPrepared } from "../access/businesses.ts";
import { callAction } from "../access/call-action.ts";
import { foundActions } from "../access/found-endpoints.ts";
import { pageRows } from "../access/rows/page-rows.ts";

test.describe.configure({ mode: "default" });
// There is no page to trace.
test.use({ trace: "off" });

let prepared: Prepared;
let businesses: Businesses;
let owner: string;
let ended: string;

test.beforeAll(async () => {
  prepared = readPrepared(test.info().project.name);
  businesses = prepared.sets.attacks;
  owner = await signIn(prepared.base, businesses.emails.owner);
  ended = await signIn(prepared.base, businesses.emails.owner);
  const { id = "" } = foundActions().find(({ name }) => name === "signOutAction") ?? {};
  await callAction(prepared.base, { id, path: "/dashboard", form: {}, cookie: ended });
});

const five = (name: string) => Array(5).fill(name).join(":");
const flight = { rsc: "1" };

type Disguise = readonly [name: string, headers: Record<string, string>, address: (path: string) => string];

// What has once led past the proxy, or to another form of a page.
const disguises: readonly Disguise[] = [
  ...["middleware", "src/middleware", "proxy", five("middleware"), five("src/middleware"), five("proxy")].map(
    (name) => [name, { "x-middleware-subrequest": name }, (path: string) => path] as const,
  ),
  ["as React asks for it", flight, (path) => path],
  ["ahead of a click", { ...flight, "next-router-prefetch": "1" }, (path) => `${path}?_rsc=1`],
  [
    "a part of it",
    { ...flight, "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    (path) => `${path}?_rsc=1`,
  ],
  ["as data", { "x-nextjs-data": "1" }, (path) => `/_next/data/x${path}.json`],
  ["as another path", { "x-matched-path": "/cards", "x-invoke-path": "/cards" }, () => "/sign-in"],
  ["as a file of React", {}, (path) => `${path}.rsc`],
  ["as a file of a part", {}, (path) => `${path}.segments/_tree.segment.rsc`],
  ["in a language", {}, (path) => `/en${path}`],
  ["with a parameter", {}, (path) => `${path}?nxtPcardId=1&nxtPuserId=1`],
  ["with a slash", {}, (path) => `${path}/`],
  ["from the root", {}, (path) => `/.${path}`],
  ["encoded", {}, (path) => path.replace("/", "/%2e/")],
];

for (const server of ["with proxy.ts", "without proxy.ts"])
  test(`whoever has no open session sees no page in any disguise, ${server} (V7.2.1, V7.4.1, ADV-N1, ADV-N7)`, async () => {
    const base = server === "with proxy.ts" ? prepared.base : prepared.withoutProxy;
    const words = Object.values(businesses.canaries);
    const seen: string[] = [];
    for (const { route, target } of pageRows.filter(({ permission }) => permission !== "anyone"))
      for (const [name, headers, address] of disguises)
        for (const cookie of ["", ended]) {
          const path = address(addressOf({ route, target }, businesses.ours));
          const answer = await askTwice(base, { path, headers: { ...headers, ...(cookie && { cookie }) } });
          if (answer.status >= 500 || words.some((word) => answer.body.includes(word)))
            seen.push(`${route} ${name}: ${answer.status}`);
        }
    expect(seen).toEqual([]);
    // The same requests show the page to whoever may see it.
    const { body } = await askTwice(base, { path: "/cards", headers: { ...flight, cookie: owner } });
    expect(body).toContain(businesses.canaries.ours);
  });

const bearers = [
  "Bearer",
  "Bearer ",
  "Bearer %",
  "Bearer %E0%A4%A",
  "Bearer \u00ff\u00fe",
  "Bearer null",
  "Bearer a.b.c.d.e",
  `Bearer ${"x".repeat(8_000)}`,
  "Basic YTpi",
  "Digest username=a",
];

test("an Authorization header that is no key of ours is 401, and no page takes one (ADV-A4)", async () => {
  for (const authorization of bearers) {
    const api = await ask(prepared.base, { path: "/api/cards", headers: { authorization } });
    expect([api.status, JSON.parse(api.body).code], authorization).toEqual([401, "NOT_SIGNED_IN"]);
    const page = await ask(prepared.base, {
      path: "/cards",
      headers: { authorization, accept: "text/html" },
    });
    expect(page.status, authorization).toBe(307);
    const signInPage = await ask(prepared.base, { path: "/sign-in", headers: { authorization } });
    expect(signInPage.status, authorization).toBe(200);
  }
});

test("the token of an open session is no key, neither as the cookie has it nor alone (V6.3.4)", async () => {
  const [, token = ""] = owner.split("=");
  for (const authorization of [`Bearer ${token}`, `Bearer ${owner}`, `Bearer cardkey_${token}`])
    expect((await ask(prepared.base, { path: "/api/cards", headers: { authorization } })).status).toBe(401);
  const { status } = await ask(prepared.base, { path: "/api/cards", headers: { cookie: owner } });
  expect(status).toBe(200);
});

test("a forged host changes no address that the portal answers with (ADV-A5)", async () => {
  for (const name of ["x-forwarded-host", "x-forwarded-proto", "forwarded", "x-original-url", "x-host"]) {
    const headers = { [name]: name === "forwarded" ? "host=evil.example" : "evil.example" };
    for (const path of ["/cards", "/", "/sign-in?callbackUrl=%2F%2Fevil.example&next=%2F%2Fevil.example"]) {
      const answer = await ask(prepared.base, { path, headers });
      expect(String(answer.headers.location ?? "/"), `${name} ${path}`).toMatch(/^\/(?!\/)/);
      expect(answer.body, `${name} ${path}`).not.toMatch(/(href|action|src|content)="[^"]*\/\/evil\.example/);
    }
  }
});

test("a connection that asks for another protocol is refused, and the server calls nobody (ADV-N8)", async () => {
  let calls = 0;
  const other = createServer((_, response) => response.end()).on("connection", () => (calls += 1));
  await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
  const target = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  const upgrade =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
  for (const start of [
    `GET http://${target}/ HTTP/1.1\r\nHost: ${target}\r\n`,
    `GET //${target}/ HTTP/1.1\r\nHost: localhost\r\n`,
    `GET /_next/image?url=http://${target}/ HTTP/1.1\r\nHost: localhost\r\n`,
    `GET /cards HTTP/1.1\r\nHost: ${target}\r\n`,
  ])
    expect(await raw(start + upgrade), start).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  await new Promise((closed) => other.close(closed));
  expect(calls).toBe(0);
});

function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(prepared.base);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => (answer += data)).on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}
