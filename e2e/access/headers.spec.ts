import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { absentRows, addressOf, contentOf } from "./address-of.ts";
import { type Answer, type Asked, ask, fromOwnPage } from "./ask.ts";
import { type Businesses, readPrepared } from "./businesses.ts";
import { callAction } from "./call-action.ts";
import { foundActions } from "./found-endpoints.ts";
import { type Cookies, cookiesOf } from "./people.ts";
import { actionRows } from "./rows/action-rows.ts";
import { apiRows } from "./rows/api-rows.ts";
import { pageRows } from "./rows/page-rows.ts";

test.describe.configure({ mode: "default" });
// There is no page to trace.
test.use({ trace: "off" });

let base: string;
let businesses: Businesses;
let cookies: Cookies;
const nonces = new Set<string>();

test.beforeAll(async () => {
  const prepared = readPrepared(test.info().project.name);
  base = prepared.base;
  businesses = prepared.sets.headers;
  cookies = await cookiesOf(base, businesses, prepared);
});

const askers = ["owner", "analyst", "operator", "anonymous"] as const;

for (const row of apiRows)
  test(`${row.method} ${row.route}`, async () => {
    for (const person of askers)
      for (const ids of [businesses.ours, absentRows]) {
        const content = contentOf(row, ids);
        const type = row.isForm ? "application/x-www-form-urlencoded" : "application/json";
        const headers = { ...fromOwnPage, cookie: cookies[person], ...(content && { "content-type": type }) };
        const body =
          content &&
          (row.isForm
            ? new URLSearchParams(content as Record<string, string>).toString()
            : JSON.stringify(content));
        const answer = await ask(base, { method: row.method, path: addressOf(row, ids), headers, body });
        checkHeaders(answer, row.route);
        if (answer.status >= 400) checkProblem(answer);
      }
  });

for (const row of pageRows)
  test(`page ${row.route}`, async () => {
    for (const person of askers)
      for (const ids of [businesses.ours, absentRows])
        for (const asked of [{ accept: "text/html" }, { rsc: "1" }])
          checkHeaders(
            await ask(base, { path: addressOf(row, ids), headers: { ...asked, cookie: cookies[person] } }),
            row.route,
          );
  });

for (const row of actionRows)
  test(`action ${row.name}`, async () => {
    const { id = "" } = foundActions().find(({ file, name }) => file === row.file && name === row.name) ?? {};
    const path = addressOf({ route: row.page, target: row.target }, businesses.ours);
    for (const person of row.permission === "anyone" ? (["anonymous"] as const) : askers)
      checkHeaders(
        await callAction(base, { id, path, form: row.form(businesses.ours), cookie: cookies[person] }),
        "/sign-out",
      );
  });

const json = { "content-type": "application/json" };
const strange: [string, number, Asked & { readonly as?: keyof Cookies; readonly isProblem?: true }][] = [
  ["nothing is there", 404, { path: "/nothing-here" }],
  ["nothing is there in the API", 404, { path: "/api/nothing-here" }],
  ["no such file", 404, { path: "/_next/static/nothing.js" }],
  ["no image optimizer", 404, { path: "/_next/image?url=%2Ficon.svg&w=64&q=75" }],
  ["no data of pages", 404, { path: "/_next/data/x/cards.json" }],
  ["next-auth shows nothing of its own", 405, { path: "/api/auth/session" }],
  [
    "next-auth takes nothing else",
    404,
    { method: "POST", path: "/api/auth/signout", headers: fromOwnPage, isProblem: true },
  ],
  ["another method", 405, { method: "PATCH", path: "/api/health" }],
  ["a method that nobody uses", 405, { method: "TRACE", path: "/api/cards" }],
  ["a path that is an address", 400, { path: "//evil.example/cards" }],
  ["a path that cannot be decoded", 400, { path: "/cards/%E0%A4%A" }],
  ["an id that is a word", 404, { path: "/api/cards/abc", as: "owner", isProblem: true }],
  ["an id that is negative", 404, { path: "/api/cards/-1", as: "owner", isProblem: true }],
  ["an id beyond the column", 404, { path: "/api/cards/2147483648", as: "owner", isProblem: true }],
  [
    "an id beyond the column, as an operator",
    404,
    { path: "/api/cards/9999999999", as: "operator", isProblem: true },
  ],
  [
    "a business beyond the column",
    404,
    { path: "/api/accounts/9999999999", as: "operator", isProblem: true },
  ],
  ["a person beyond the column", 404, { path: "/api/users/9999999999", as: "owner", isProblem: true }],
  [
    "a profile beyond the column",
    404,
    { path: "/api/spending-profiles/9999999999", as: "owner", isProblem: true },
  ],
  ["an id with a NUL", 404, { path: "/api/cards/1%00", as: "owner", isProblem: true }],
  ["a page with an id beyond the column", 404, { path: "/cards/9999999999", as: "owner" }],
  ["a query said twice", 400, { path: "/api/cards?q=a&q=b", as: "owner", isProblem: true }],
  [
    "a body that is no JSON",
    400,
    { method: "POST", path: "/api/users", body: "{", headers: json, as: "owner", isProblem: true },
  ],
  [
    "a body of another type",
    415,
    { method: "PUT", path: "/api/cards/1/freeze", body: "x", as: "owner", isProblem: true },
  ],
  [
    "a body that is too large",
    413,
    { method: "POST", path: "/api/users", body: "x".repeat(1_000_001), headers: json, as: "owner" },
  ],
  [
    "a cookie that was made up",
    401,
    { path: "/api/cards", headers: { cookie: "portal-session=made.up.by.me.now" }, isProblem: true },
  ],
];

for (const [name, status, { as, isProblem, ...asked }] of strange)
  test(`${name}: ${status}`, async () => {
    const cookie = as ? { cookie: cookies[as] } : {};
    const answer = await ask(base, { ...asked, headers: { ...asked.headers, ...cookie } });
    expect(answer.status).toBe(status);
    checkHeaders(answer, asked.path);
    if (isProblem) checkProblem(answer);
  });

test("files that never change may be kept, all others not", async () => {
  const files = readdirSync(".next/static", { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const { parentPath, name } of files) {
    const path = `${parentPath}/${name}`.replace(/^\.next/, "/_next");
    const answer = await ask(base, { path });
    expect(answer.status, path).toBe(200);
    checkHeaders(answer, path);
  }
  checkHeaders(await ask(base, { path: "/icon.svg" }), "/icon.svg");
});

function checkHeaders({ status, headers, body }: Answer, path: string): void {
  const isStatic = path.startsWith("/_next/static/") && status === 200;
  const isForEveryone = path === "/api/openapi.json" && status === 200;
  // The portal's own pages show the built-in issuer in frames.
  const isFramed = path === "/api/issuer-simulator/embed";
  expect(headers, `${status} ${path}`).toMatchObject({
    "strict-transport-security": expect.stringMatching(
      /max-age=(\d{9}|[4-9]\d{7}|3[2-9]\d{6});.*includeSubDomains/,
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": expect.stringMatching(/^(same-origin|no-referrer)$/),
    "x-frame-options": isFramed ? "SAMEORIGIN" : "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "content-security-policy": expect.stringMatching(
      isFramed
        ? /^default-src 'none';.*object-src 'none'; base-uri 'none';.*sandbox; frame-ancestors 'self'$/
        : /object-src 'none'; base-uri 'none';.* ?frame-ancestors 'none'/,
    ),
    "cache-control": expect.stringContaining(isStatic ? "immutable" : isForEveryone ? "public" : "no-store"),
  });
  for (const name of ["x-powered-by", "server", "access-control-allow-origin"])
    expect(Object.keys(headers)).not.toContain(name);
  const mayHaveCookies = path.startsWith("/api/auth/") || path === "/sign-out";
  if (!mayHaveCookies) expect(headers["set-cookie"], `${status} ${path}`).toBeUndefined();
  if (body !== "" && status !== 304) expect(headers["content-type"], path).toBeDefined();
  if (headers["content-type"]?.startsWith("text/html") && /<script/.test(body))
    checkPolicy(String(headers["content-security-policy"]), body);
}

// A document with scripts needs a policy that allows its own scripts and no others.
function checkPolicy(policy: string, body: string): void {
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
  const nonce = /'nonce-([^']{20,})'/.exec(scripts)?.[1] ?? "";
  expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
  expect(nonce, policy).not.toBe("");
  expect(nonces.has(nonce), "a nonce was used again").toBe(false);
  nonces.add(nonce);
  for (const [tag] of body.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
}

function checkProblem({ status, headers, body }: Answer): void {
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(JSON.parse(body)).toMatchObject({
    status,
    code: expect.stringMatching(/^[A-Z_]+$/),
    detail: expect.stringMatching(/.{10}/),
  });
}
