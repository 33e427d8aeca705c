import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { csvRecords, csvText } from "@/lib/csv/read-csv.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { createUser } from "../create-user.ts";
import { nameColumns } from "../name/person-name.ts";
import { listUsers, type UserRow } from "../queries.ts";
import { idOf, newPerson } from "../test-users.ts";
import { exportUsers } from "./export-users.ts";
import { usersAsCsv } from "./users-as-csv.ts";

const addPeople = command({
  name: "demo.seed",
  input: z.strictObject({ count: z.int() }),
  async run({ db, input: { count } }) {
    for (let number = 0; number < count; number++)
      await db.insert("User", {
        ...nameColumns({ givenName: `=Person ${String(number).padStart(3, "0")}`, familyName: "Many" }),
        ...{ email: `person-${number}@many.example`, role: "user", status: "active" },
      });
    return {};
  },
});

const addFactor = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int() }),
  async run({ db, now, input: { userId } }) {
    await db.update("User", await db.findForUpdate("User", userId), { secondFactorSince: now });
    return {};
  },
});

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  await addPeople(business.system, { count: 260 });
  await createUser(business.owner, { ...newPerson("admin"), givenName: "Waiting" });
  await addFactor(business.system, { userId: idOf(business.owner) });
});

type Url = Record<string, string>;

async function exported(actor: Actor, url: Url): Promise<string[][]> {
  let text = "";
  for await (const piece of usersAsCsv(actor, parseListQuery(userListRules, url))) text += piece;
  return [...csvRecords(csvText(new TextEncoder().encode(text)), 64)].map(({ cells }) => [...cells]);
}

async function listed(actor: Actor, url: Url): Promise<UserRow[]> {
  const rows: UserRow[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const query: Url = { ...url, pageSize: "100", ...(after !== "" && { after }) };
    const page = await listUsers(actor, parseListQuery(userListRules, query));
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

const emails = (lines: string[][]) => lines.slice(1).map(([, , , email]) => email);

describe("the export of people", () => {
  it.each<Url>([
    {},
    { sort: "-created" },
    { sort: "-lastSignIn", role: "user" },
    { search: "many", status: "active" },
    { invitation: "open" },
    { secondFactor: "missing" },
  ])("has exactly the list of %j, all of its pages in its order", async (url) => {
    const rows = await listed(business.owner, url);
    expect(rows.length).toBeGreaterThan(0);
    expect(emails(await exported(business.owner, url))).toEqual(rows.map(({ email }) => email));
  });

  it("says of each what the list says, runs no formula and tells no secret", async () => {
    const [titles, ...lines] = await exported(business.owner, {});
    expect(titles?.join()).toBe(
      "Name,Given name,Family name,Email,Role,State,Second factor,Open cards,Last sign-in,Added",
    );
    expect(lines.find(([name]) => name?.includes("Person 000"))?.slice(0, 2)).toEqual([
      "'=Person 000 Many",
      "'=Person 000",
    ]);
    const of = (start: string) => lines.find(([, givenName]) => givenName === start)?.slice(4, 8);
    expect(of("owner of")).toEqual(["Owner", "Active", "On", "0"]);
    expect(of("admin of")).toEqual(["Admin", "Active", "Required, missing", "0"]);
    expect(of("user of")).toEqual(["Cardholder", "Active", "Off", "1"]);
    expect(of("Waiting")).toEqual(["Admin", "Invited", "Off", "0"]);
  });

  it("is not for analysts and cardholders", async () => {
    for (const actor of [business.analyst, business.user]) {
      await expectRefused(() => exported(actor, {}), { code: "FORBIDDEN" });
      await expectRefused(() => exportUsers(actor, { list: "" }), { code: "FORBIDDEN" });
    }
  });

  it("is recorded, for whoever proved who they are", async () => {
    const old = { ...business.owner, session: { id: 1, authenticatedAt: new Date(0) } };
    await expectRefused(() => exportUsers(old, { list: "?role=user" }), { code: "CONFIRM_IDENTITY" });
    await exportUsers(business.owner, { list: "?role=user" });
    const newest = await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({ where: { action: "user.export", outcome: "done" } }),
    );
    expect(JSON.parse(newest?.changes ?? "")).toEqual({ list: [null, "?role=user"] });
  });

  it("gives an operator the operators alone", async () => {
    const operator = await testOperator();
    expect(new Set((await exported(operator, {})).slice(1).map((line) => line[4]))).toEqual(
      new Set(["Operator"]),
    );
  });
});

describe("the filter by second factor", () => {
  const found = async (url: Url) => (await listed(business.owner, url)).map(({ givenName }) => givenName);

  it.each<[Url, string[]]>([
    [{ secondFactor: "has" }, ["owner of"]],
    [{ secondFactor: "missing" }, ["admin of"]],
    [{ secondFactor: "missing", role: "user" }, []],
    [{ secondFactor: "missing", status: "invited" }, []],
    [{ secondFactor: "none", role: "admin" }, ["admin of", "Waiting"]],
  ])("%j finds %j, alone and with a search", async (url, names) => {
    expect((await found(url)).sort()).toEqual([...names].sort());
    const [name] = names;
    if (name) expect(await found({ ...url, search: name.split(" ")[0] ?? "" })).toContain(name);
  });
});
