import { expect, test } from "@playwright/test";
import { errorCodes } from "@/lib/error-codes.ts";
import { addressOf, contentOf } from "./address-of.ts";
import { ask } from "./ask.ts";
import { type Businesses, members, type Prepared, readPrepared } from "./businesses.ts";
import { callAction, outcomeOf } from "./call-action.ts";
import { type Person, verdict } from "./cells.ts";
import { foundActions, foundMethods } from "./found-endpoints.ts";
import { type Cookies, cookiesOf } from "./people.ts";
import { actionRows } from "./rows/action-rows.ts";
import { apiRows } from "./rows/api-rows.ts";
import type { Access, ActionRow, ApiRow } from "./rows/endpoints.ts";
import { snapshot } from "./snapshot.ts";

test.describe.configure({ mode: "default" });
// There is no page to trace.
test.use({ trace: "off" });

let prepared: Prepared;
let base: string;
let businesses: Businesses;
let cookies: Cookies;

test.beforeAll(async () => {
  prepared = readPrepared(test.info().project.name);
  base = prepared.base;
  businesses = prepared.sets["cross-site"];
  cookies = await cookiesOf(base, businesses, prepared);
});

const sites = ["cross-site", "same-site", "none", "same-origin", undefined] as const;
const origins = ["https://evil.example", "null", "own", undefined] as const;
const types = [
  "application/json",
  "text/csv",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
] as const;

/** The origin headers of a request from a browser or a program. */
interface Said {
  readonly site: (typeof sites)[number];
  readonly origin: (typeof origins)[number];
}

const everythingSaid: readonly Said[] = sites.flatMap((site) => origins.map((origin) => ({ site, origin })));

const isOurs = ({ site, origin }: Said) => (site === undefined ? origin === "own" : site === "same-origin");

const headersFor = ({ site, origin }: Said) => ({
  ...(site && { "sec-fetch-site": site }),
  ...(origin && { origin: origin === "own" ? base : origin }),
});

const changing = apiRows.filter(({ method, isForm }) => method !== "GET" && !isForm);

for (const row of changing)
  test(`${row.method} ${row.route} from anywhere`, async () => {
    const before = await snapshot(prepared, businesses);
    const cookie = cookies[whoMay(row)];
    const wrong: string[] = [];
    const path = addressOf(row, businesses.ours);
    const content = contentOf(row, businesses.ours) ?? {};
    for (const said of everythingSaid)
      for (const type of types) {
        const expected = expectedFor(row, said, encodedAs(type, content) === "" ? undefined : type);
        const body = encodedAs(type, expected === 403 ? effective(content) : content);
        const headers = { ...headersFor(said), cookie, "content-type": type };
        const { status } = await ask(base, { method: row.method, path, headers, body });
        if (status !== expected)
          wrong.push(`${said.site ?? "-"} ${said.origin ?? "-"} ${type}: ${status} instead of ${expected}`);
      }
    expect(wrong).toEqual([]);
    expect(await snapshot(prepared, businesses)).toEqual(before);
  });

test("signing in from another site (V7.6.2)", async () => {
  const wrong: string[] = [];
  for (const said of everythingSaid.filter((said) => !isOurs(said)))
    for (const type of types) {
      const body = encodedAs(type, {
        email: businesses.emails.owner,
        password: process.env.DEMO_PASSWORD ?? "",
      });
      const headers = { ...headersFor(said), "content-type": type };
      const answer = await ask(base, {
        method: "POST",
        path: "/api/auth/callback/credentials",
        headers,
        body,
      });
      if (answer.status !== 403 || answer.headers["set-cookie"])
        wrong.push(`${said.site} ${said.origin} ${type}: ${answer.status}`);
    }
  expect(wrong).toEqual([]);
});

for (const row of actionRows)
  test(`action ${row.name} from anywhere (V8.3.1, ADV-N5)`, async () => {
    const before = await snapshot(prepared, businesses);
    const wrong: string[] = [];
    for (const said of everythingSaid.filter((said) => row.permission !== "anyone" || !isOurs(said))) {
      const outcome = await called(row, headersFor(said));
      const isStrange = said.origin === "null" || said.origin === "https://evil.example";
      const expected = isStrange ? [...refusals, byNext] : isOurs(said) ? [row.allowed] : refusals;
      if (!expected.includes(outcome)) wrong.push(`${said.site ?? "-"} ${said.origin ?? "-"}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
    expect(await snapshot(prepared, businesses)).toEqual(before);
  });

const refusals = ["FORBIDDEN", "status 403"];
// Next itself refuses an Origin that differs from the Host, in a case that no browser sends:
// together with a Sec-Fetch-Site of the portal.
const byNext = "status 400";

test("signing out from another site leaves the session open", async () => {
  const { status } = await ask(base, { path: "/api/dashboard", headers: { cookie: cookies.owner } });
  expect(status).toBe(200);
});

test("a form of another site, without a header of its own, calls no action", async () => {
  const before = await snapshot(prepared, businesses);
  for (const { id } of foundActions()) {
    const form = new FormData();
    form.set(`$ACTION_ID_${id}`, "");
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example", cookie: cookies.owner };
    const { status } = await ask(base, { method: "POST", path: "/cards", headers, body: form });
    expect(status).toBeGreaterThanOrEqual(400);
  }
  const { status } = await ask(base, { path: "/api/dashboard", headers: { cookie: cookies.owner } });
  expect(status).toBe(200);
  expect(await snapshot(prepared, businesses)).toEqual(before);
});

for (const route of new Set(foundMethods().map(({ route }) => route)))
  test(`${route} takes no other method`, async () => {
    const taken = foundMethods().filter((one) => one.route === route);
    const row = apiRows.find((one) => one.route === route);
    const wrong: string[] = [];
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
      if (taken.some((one) => one.method === (method === "HEAD" ? "GET" : method))) continue;
      const headers = {
        "sec-fetch-site": "same-origin",
        cookie: cookies.owner,
        "x-http-method-override": taken[0]?.method ?? "",
      };
      const { status } = await ask(base, {
        method,
        path: row ? addressOf(row, businesses.ours) : route,
        headers,
      });
      if (status !== 405) wrong.push(`${method}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

function whoMay(row: Access): Person {
  const person = members.find(
    (member) => verdict(row, { name: member, person: member, rows: "ours" }) === "allowed",
  );
  if (!person) throw new Error("Nobody may do this");
  return person;
}

const allowedStatus = ({ allowed }: ApiRow) =>
  typeof allowed === "number" ? allowed : errorCodes[allowed].status;

function expectedFor(row: ApiRow, said: Said, type: (typeof types)[number] | undefined): number {
  if (row.isSigned) return isOfAnotherSite(said) ? 403 : allowedStatus(row);
  const needsBrowsersWord = type !== "application/json" && type !== "text/csv";
  const saysNothing = said.site === undefined && said.origin === undefined;
  if (saysNothing ? row.method === "POST" && needsBrowsersWord : !isOurs(said)) return 403;
  const taken = row.file === undefined ? "application/json" : "text/csv";
  return type === taken || (type === undefined && row.file === undefined) ? allowedStatus(row) : 415;
}

// Requests that a browser marks as cross-site end before they reach a route.
const isOfAnotherSite = ({ site, origin }: Said) =>
  site === undefined
    ? origin !== undefined && origin !== "own"
    : site === "cross-site" || site === "same-site";

/** The same content without the part that would make it fail at the end. If the request came
 *  through, it would change something. */
function effective({ version: _, ...content }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return content;
}

function encodedAs(type: (typeof types)[number], content: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(content).map(([name, value]) => [name, String(value ?? "")] as const);
  if (type === "application/x-www-form-urlencoded")
    return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  if (!type.startsWith("multipart")) return JSON.stringify(content);
  const parts = fields.map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--x--\r\n`;
}

async function called(row: ActionRow, headers: Record<string, string>): Promise<string> {
  const { id = "" } = foundActions().find(({ file, name }) => file === row.file && name === row.name) ?? {};
  const path = addressOf({ route: row.page, target: row.target }, businesses.ours);
  const cookie = cookies[row.permission === "anyone" ? "owner" : whoMay(row)];
  return outcomeOf(await callAction(base, { id, path, form: row.form(businesses.ours), cookie, headers }));
}
