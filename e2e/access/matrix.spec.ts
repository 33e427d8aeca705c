import { expect, test } from "@playwright/test";
import { errorCodes } from "@/lib/error-codes.ts";
import type { ErrorCode } from "@/lib/errors.ts";
import { reachOf } from "@/lib/permissions.ts";
import { absentRows, addressOf, contentOf } from "./address-of.ts";
import { type Answer, ask, askApi, fromOwnPage } from "./ask.ts";
import {
  type Businesses,
  keyRoles,
  members,
  type Prepared,
  type RowIds,
  readPrepared,
  shutOut,
} from "./businesses.ts";
import { callAction, outcomeOf } from "./call-action.ts";
import { type Cell, cellsFor, foreignWords, isNobody, rowsAskedFor, type Verdict, verdict } from "./cells.ts";
import { builtAddresses, foundActions, foundMethods, foundPages } from "./found-endpoints.ts";
import { type Cookies, cookiesOf } from "./people.ts";
import { actionRows } from "./rows/action-rows.ts";
import { apiRows } from "./rows/api-rows.ts";
import type { Access, ActionRow, ApiRow, PageRow } from "./rows/endpoints.ts";
import { pageRows } from "./rows/page-rows.ts";
import { snapshot } from "./snapshot.ts";

// One after another: each test relies on nobody else changing its businesses.
test.describe.configure({ mode: "default" });
// There is no page to trace.
test.use({ trace: "off" });

test.describe("every endpoint has a row in e2e/access", () => {
  const sorted = (names: readonly string[]) => [...names].sort();

  test("route handlers", () => {
    expect(sorted(apiRows.map(({ route, method }) => `${method} ${route}`))).toEqual(
      sorted(foundMethods().map(({ route, method }) => `${method} ${route}`)),
    );
  });

  test("pages", () => {
    expect(sorted(pageRows.map(({ route }) => route))).toEqual(sorted(foundPages()));
  });

  test("what Next built", () => {
    // Files that are the same for everybody.
    const rest = ["/_global-error", "/_not-found"];
    const known = new Set([...apiRows, ...pageRows].map(({ route }) => route).concat(rest));
    expect(builtAddresses().filter((address) => !known.has(address))).toEqual([]);
  });

  test("server actions", () => {
    expect(sorted(actionRows.map(({ file, name }) => `${file} ${name}`))).toEqual(
      sorted(foundActions().map(({ file, name }) => `${file} ${name}`)),
    );
  });
});

const refusals = ["INVALID_INPUT", "FORBIDDEN", "NOT_FOUND", "CONFIRM_IDENTITY"];
// For such an action, an empty form is a whole one.
const takesNothing = ({ form }: ActionRow) => Object.keys(form(absentRows)).length === 0;

for (const [server, set] of [
  ["with proxy.ts", "matrix"],
  ["without proxy.ts", "matrix-without-proxy"],
] as const)
  test.describe(`every caller at every endpoint, ${server} (V8.2.1, V8.2.2, V8.3.1, ADV-N1)`, () => {
    let base: string;
    let prepared: Prepared;
    let businesses: Businesses;
    let cookies: Cookies;

    test.beforeAll(async () => {
      prepared = readPrepared(test.info().project.name);
      base = set === "matrix" ? prepared.base : prepared.withoutProxy;
      businesses = prepared.sets[set];
      cookies = await cookiesOf(base, businesses, prepared);
      // The first request with an expired session ends it.
      for (const person of shutOut)
        await ask(base, { path: "/api/cards", headers: { cookie: cookies[person] } });
    });

    test("is a server of that kind", async () => {
      const { headers } = await ask(base, { path: "/sign-in" });
      expect(/'nonce-/.test(String(headers["content-security-policy"]))).toBe(set === "matrix");
    });

    for (const row of apiRows)
      test(`${row.method} ${row.route}`, async () => {
        const expected = cellsFor(row).map((cell) => [cell.name, codeOf(endOf(row, cell))]);
        await expectCells(row, expected, async (cell) => {
          const answer = await askRow(row, cell, rowsAskedFor(businesses, cell));
          return [answer, codeFrom(answer)];
        });
      });

    for (const row of apiRows.filter(({ target }) => target))
      test(`${row.method} ${row.route} answers another business's row as one that is not there`, async () => {
        const [owner] = cellsFor(row).filter(({ person }) => person === "owner");
        if (!owner || verdict(row, owner) !== "allowed") return;
        const foreign = await askRow(row, owner, businesses.theirs);
        const absent = await askRow(row, owner, absentRows);
        expect(comparable(foreign)).toEqual(comparable(absent));
      });

    for (const row of apiRows.filter(
      ({ permission, isForm, file }) => !(permission === "anyone" || isForm || file),
    ))
      test(`${row.method} ${row.route} with an API key`, async () => {
        const before = await snapshot(prepared, businesses);
        for (const role of keyRoles)
          for (const rows of row.target ? (["ours", "theirs"] as const) : (["ours"] as const)) {
            const cell = { name: `${role}, ${rows}`, person: role, rows };
            const ids = rowsAskedFor(businesses, cell);
            const sent = { method: row.method, path: addressOf(row, ids), body: contentOf(row, ids) };
            const answer = await askApi(base, { key: businesses.keys[role] }, sent);
            expect(codeFrom(answer), cell.name).toBe(codeOf(endForKey(row, cell)));
            for (const word of foreignWords(businesses, cell))
              expect(answer.body, cell.name).not.toContain(word);
          }
        expect(await snapshot(prepared, businesses)).toEqual(before);
      });

    test("a page does not take an API key (V7.2.2)", async () => {
      const headers = { authorization: `Bearer ${businesses.keys.owner}`, accept: "text/html" };
      const { status, headers: sent } = await ask(base, { path: "/cards", headers });
      expect([status, sent.location?.split("?")[0]]).toEqual([307, "/sign-in"]);
    });

    for (const row of pageRows)
      test(`page ${row.route}`, async () => {
        const expected = cellsFor(row).map((cell) => [cell.name, expectedPage(row, cell)]);
        await expectCells(row, expected, async (cell) => {
          const path = addressOf(row, rowsAskedFor(businesses, cell));
          const answer = await ask(base, {
            path,
            headers: { cookie: cookies[cell.person], accept: "text/html" },
          });
          const location = answer.headers.location?.startsWith("/sign-in") ? " to sign in" : "";
          return [answer, `${answer.status}${location}`];
        });
      });

    for (const row of actionRows)
      test(`action ${row.name}`, async () => {
        const { id = "" } =
          foundActions().find(({ file, name }) => file === row.file && name === row.name) ?? {};
        // Signing out would end the sessions that the other rows use. A caller without a session
        // gets the same redirect.
        const cells = cellsFor(row).filter(({ person }) => row.permission !== "anyone" || isNobody(person));
        const expected = cells.map((cell) => [cell.name, endOf(row, cell)]);
        await expectCells(row, expected, async (cell) => {
          const ids = rowsAskedFor(businesses, cell);
          const path = addressOf({ route: row.page, target: row.target }, ids);
          const answer = await callAction(base, {
            id,
            path,
            form: row.form(ids),
            cookie: cookies[cell.person],
          });
          return [answer, outcomeOf(answer)];
        });
      });

    for (const row of actionRows.filter(({ permission }) => permission !== "anyone"))
      test(`action ${row.name} with an empty form`, async () => {
        const before = await snapshot(prepared, businesses);
        const { id = "" } =
          foundActions().find(({ file, name }) => file === row.file && name === row.name) ?? {};
        const path = addressOf({ route: row.page, target: row.target }, businesses.ours);
        for (const person of members) {
          const outcome = outcomeOf(await callAction(base, { id, path, form: {}, cookie: cookies[person] }));
          expect([...refusals, ...(takesNothing(row) ? [row.allowed] : [])], person).toContain(outcome);
        }
        expect(await snapshot(prepared, businesses)).toEqual(before);
      });

    test("an action without any form", async () => {
      const { id = "" } = foundActions().find(({ name }) => name === "issueCardAction") ?? {};
      const { status } = await callAction(base, {
        id,
        path: "/cards/new",
        form: undefined,
        cookie: cookies.owner,
      });
      expect(status).toBeLessThan(500);
    });

    async function expectCells(
      row: Access,
      expected: string[][],
      askAs: (cell: Cell) => Promise<[answer: Answer, got: string]>,
    ) {
      const before = await snapshot(prepared, businesses);
      const cells = cellsFor(row).filter(({ name }) => expected.some(([one]) => one === name));
      // At the same time, because a refused sign-in takes a second.
      const answers = await Promise.all(cells.map(async (cell) => ({ cell, of: await askAs(cell) })));
      for (const {
        cell,
        of: [answer],
      } of answers)
        for (const word of foreignWords(businesses, cell)) expect(answer.body, cell.name).not.toContain(word);
      expect(answers.map(({ cell, of: [, outcome] }) => [cell.name, outcome])).toEqual(expected);
      expect(await snapshot(prepared, businesses)).toEqual(before);
    }

    function askRow(row: ApiRow, cell: Cell, ids: RowIds): Promise<Answer> {
      const cookie = cookies[cell.person];
      const body = contentOf(row, ids);
      const path = addressOf(row, ids);
      if (row.file !== undefined) {
        const headers = { ...fromOwnPage, "content-type": "text/csv", ...(cookie && { cookie }) };
        return ask(base, { method: row.method, path, headers, body: row.file });
      }
      if (!row.isForm) return askApi(base, { cookie }, { method: row.method, path, body });
      const form = new URLSearchParams(body as Record<string, string>).toString();
      const headers = {
        origin: base,
        "content-type": "application/x-www-form-urlencoded",
        ...(cookie && { cookie }),
      };
      return ask(base, { method: row.method, path, headers, body: form });
    }
  });

/** The outcome of a cell: from the table of permissions, or from the row for allowed callers. */
function endOf<Allowed>(
  row: Access & { readonly allowed: Allowed },
  cell: Cell,
): Allowed | Exclude<Verdict, "allowed"> {
  const outcome = verdict(row, cell);
  return outcome === "allowed" ? row.allowed : outcome;
}

/** The outcome for an API key: that of a person with its role, but for what is for people only. */
function endForKey(row: ApiRow, cell: Cell): number | ErrorCode {
  const { permission } = row;
  const isPersons =
    permission !== "anyone" &&
    permission !== "everyone signed in" &&
    (reachOf("owner", permission) === "own" || permission.startsWith("api-key."));
  if (isPersons) return "FORBIDDEN";
  const end = endOf(row, cell);
  return end === "CONFIRM_IDENTITY" ? "FORBIDDEN" : end;
}

/** The status with the code of the body, or without a code for a success. */
const codeOf = (allowed: number | ErrorCode) =>
  typeof allowed === "number" ? String(allowed) : `${errorCodes[allowed].status} ${allowed}`;

function codeFrom({ status, headers, body }: Answer): string {
  const isProblem = headers["content-type"]?.startsWith("application/problem+json");
  return isProblem ? `${status} ${JSON.parse(body).code}` : String(status);
}

function expectedPage({ allowed = {}, ...row }: PageRow, cell: Cell): string {
  const answers = { allowed: "200", NOT_SIGNED_IN: "307 to sign in", FORBIDDEN: "403", NOT_FOUND: "404" };
  const outcome = verdict(row, cell);
  const said = allowed[isNobody(cell.person) ? "nobody" : (cell.person as keyof typeof allowed)];
  return outcome === "allowed" && said !== undefined ? String(said) : answers[outcome];
}

const varying = new Set(["date", "x-portal-request-id", "etag"]);

function comparable({ status, headers, body }: Answer) {
  return {
    status,
    body,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !varying.has(name))),
  };
}
