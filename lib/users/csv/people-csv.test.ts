import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { callBulkVerb } from "@/lib/bulk-jobs/bulk-commands.ts";
import { bulkJobItemListRules } from "@/lib/bulk-jobs/bulk-job-list.ts";
import { bulkJobResult } from "@/lib/bulk-jobs/bulk-job-result.ts";
import { cancelBulkJob } from "@/lib/bulk-jobs/cancel-bulk-job.ts";
import { listBulkJobItems, readBulkJob } from "@/lib/bulk-jobs/queries.ts";
import { itemKey } from "@/lib/bulk-jobs/run/item-rows.ts";
import { invitePeopleFromCsv } from "@/lib/bulk-jobs/start/invite-people-from-csv.ts";
import { itemsOf, runToEnd } from "@/lib/bulk-jobs/test-bulk.ts";
import { faultyRowsCsv } from "@/lib/csv/table-file.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "../change-user.ts";
import { createUser } from "../create-user.ts";
import { removeUser } from "../leaving/remove-user.ts";
import { addPerson, idOf, newPerson } from "../test-users.ts";
import { checkPeopleCsv } from "./check-people-csv.ts";
import { peopleCsvTemplate, peopleFile } from "./people-csv.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const head = "Given name,Family name,Email,Role,Phone\n";
const fresh = () => `${randomUUID()}@people.example`;
const check = (csv: string, actor: Actor = business.owner) =>
  checkPeopleCsv(actor, new TextEncoder().encode(csv));
const start = (csv: string, people: number, actor: Actor = business.owner) =>
  invitePeopleFromCsv(actor, { csv, fileName: "people.csv", people });
const rowsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `Person,Number ${at},${fresh()},Cardholder,+12125550${100 + at}\n`,
  );
const peopleNow = () => inAccount(business.accountId, (db) => db.user.count());
const textOf = async (pieces: AsyncIterable<string>) => {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
};

describe("a file of people", () => {
  it("can be used as the template says", async () => {
    expect(await check(peopleCsvTemplate())).toMatchObject({
      good: 1,
      earlierJobId: null,
      rows: [{ line: 2, faults: {} }],
    });
  });

  it.each<[string, string, string, RegExp]>([
    ["no given name", ",Costa,a@x.example,Cardholder,", "givenName", /cannot be empty/],
    ["no address", "Clara,Costa,clara,Cardholder,", "email", /such as name@company.com/],
    ["no role", "Clara,Costa,a@x.example,,", "role", /Cardholder, Analyst|Owner, Admin/],
    ["an unknown role", "Clara,Costa,a@x.example,__proto__,", "role", /Enter one of these/],
    [
      "the role of an operator",
      "Clara,Costa,a@x.example,Operator,",
      "role",
      /You can't make somebody operator/,
    ],
    ["a phone number without a country", "Clara,Costa,a@x.example,user,555", "phone", /./],
    ["more cells than the header", "Clara,Costa,a@x.example,user,,x", "email", /more cells than the header/],
  ])("says what is wrong with %s", async (_, row, column, fault) => {
    const { good, rows } = await check(head + row);
    expect(good).toBe(0);
    expect(rows[0]?.faults).toMatchObject({ [column]: expect.stringMatching(fault) });
  });

  it("offers only roles that the actor may grant", async () => {
    const row = `${head}Clara,Costa,${fresh()},Admin,`;
    expect((await check(row)).good).toBe(1);
    expect((await check(row, business.admin)).rows[0]?.faults).toEqual({
      role: "You can't make somebody admin. Enter one of these: Cardholder, Analyst.",
    });
    await expectRefused(() => start(row, 1, business.admin), { code: "STALE" });
  });

  it("names who is there already, and rows with one address", async () => {
    const email = fresh();
    await createUser(business.owner, { ...newPerson("user"), email, givenName: "Kim", familyName: "Lee" });
    const twice = fresh();
    const csv = `${head}A,,${email.toUpperCase()},user,\nB,,${twice},user,\nC,,${twice},user,\nD,,${business.owner.label},user,\n`;
    const { good, rows } = await check(csv);
    expect(good).toBe(1);
    expect(rows.map(({ faults }) => faults.email ?? null)).toEqual([
      expect.stringMatching(/^Kim Lee is invited already\./),
      null,
      "Line 3 has the same email address. Leave one of them out.",
      expect.stringMatching(/is in your business already\./),
    ]);
    const stranger = await testBusiness();
    expect((await check(`${head}A,,${stranger.owner.label},user,\n`)).good).toBe(1);
  });

  it("gives its bad rows back as a file that can be read again", async () => {
    const { rows } = await check(`${head}Clara,"Costa, Jr.",clara,Cardholder,\n`);
    const again = await check(faultyRowsCsv(peopleFile, rows));
    expect(again.rows[0]?.cells).toEqual(rows[0]?.cells);
  });

  it("has at most 1,000 rows", async () => {
    await expectRefused(() => check(head + "A,,a@x.example,user,\n".repeat(1_001)), {
      code: "INVALID_INPUT",
      fields: { file: expect.stringContaining("more than 1,000 rows") },
    });
  });

  it("is for those who may invite", async () => {
    for (const actor of [business.user, business.analyst]) {
      await expectRefused(() => check(peopleCsvTemplate(), actor), { code: "FORBIDDEN" });
      await expectRefused(() => start(peopleCsvTemplate(), 1, actor), { code: "FORBIDDEN" });
    }
  });
});

describe("inviting from a file", () => {
  it("invites the good rows once, each by one mail, whatever is sent again", async () => {
    const csv = `${head}${rowsOf(3).join("")}Bad,,nowhere,Cardholder,\n`;
    const before = await peopleNow();
    const [one, two] = await Promise.all([start(csv, 3), start(csv, 3)]);
    expect(two.jobId).toBe(one.jobId);
    expect([one.isEarlier, two.isEarlier].sort()).toEqual([false, true]);
    await runToEnd(business, one.jobId);
    expect(await peopleNow()).toBe(before + 3);
    expect((await readBulkJob(business.owner, one.jobId)).counts).toMatchObject({ done: 3, refused: 0 });
    expect(await start(csv, 3)).toEqual({ jobId: one.jobId, isEarlier: true });
    expect(await check(csv)).toMatchObject({ good: 0, earlierJobId: one.jobId });
    const items = await listBulkJobItems(business.owner, one.jobId, parseListQuery(bulkJobItemListRules, {}));
    for (const { person, card } of items.rows) {
      expect(card).toBeNull();
      expect(person).toMatchObject({ name: expect.stringMatching(/^Person Number/) });
      expect(await mailsTo(business.accountId, person?.id ?? 0)).toHaveLength(1);
    }
    const result = await textOf(await bulkJobResult(business.owner, one.jobId));
    expect(result).toContain("Number,Name,Email,Role,Result,Why");
    expect(result).toMatch(/1,Person Number 0,\S+@people\.example,Cardholder,Done,/);
  });

  it("invites nobody twice when a worker dies between a row and its note, also when the rest is canceled", async () => {
    for (const isCanceled of [false, true]) {
      const { jobId } = await start(`${head}${rowsOf(2).join("")}`, 2);
      const before = await peopleNow();
      const [item] = await itemsOf(business, jobId);
      const input = JSON.parse((item && openField("BulkJobItem", item, "input")) ?? "{}");
      const made = await callBulkVerb("user.create", business.owner, input, itemKey(item?.id ?? 0));
      if (isCanceled) await cancelBulkJob(business.owner, { jobId });
      await runToEnd(business, jobId);
      expect(await peopleNow()).toBe(before + (isCanceled ? 1 : 2));
      const [first] = await itemsOf(business, jobId);
      expect(first).toMatchObject({ status: "done", ...made });
    }
  });

  it("says of each row why somebody was not invited after all", async () => {
    const email = fresh();
    const csv = `${head}Late,Comer,${email},Cardholder,\n`;
    const { jobId } = await start(csv, 1);
    await createUser(business.owner, { ...newPerson("user"), email });
    await runToEnd(business, jobId);
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ done: 0, refused: 1 });
    const [item] = (await listBulkJobItems(business.owner, jobId, parseListQuery(bulkJobItemListRules, {})))
      .rows;
    expect(item).toMatchObject({
      status: "refused",
      person: { id: null, email },
      message: expect.any(String),
    });
  });

  it("grants no role that its starter has lost the right to grant (V8.3.3)", async () => {
    const second = await addPerson(business, "owner");
    const { jobId } = await start(`${head}New,Admin,${fresh()},Admin,\n`, 1, second);
    await changeUser(business.owner, { userId: idOf(second), role: "admin" });
    await runToEnd(business, jobId);
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ done: 0, refused: 1 });
  });

  it("needs a recent proof of who the actor is for an admin among them (V7.5.3)", async () => {
    const csv = `${head}Ada,Lindgren,${fresh()},Admin,\n`;
    const stale = { id: 1, authenticatedAt: new Date(Date.now() - 5 * 60_000) };
    const slow = { ...business.owner, session: stale };
    await expectRefused(() => start(csv, 1, slow), { code: "CONFIRM_IDENTITY" });
    const before = await peopleNow();
    const { jobId } = await start(csv, 1);
    await runToEnd(business, jobId);
    expect(await peopleNow()).toBe(before + 1);
  });

  it("invites somebody again who was removed since", async () => {
    const csv = `${head}${rowsOf(1)[0]}`;
    const { jobId } = await start(csv, 1);
    await runToEnd(business, jobId);
    const [item] = (await listBulkJobItems(business.owner, jobId, parseListQuery(bulkJobItemListRules, {})))
      .rows;
    await removeUser(business.owner, { userId: item?.person?.id ?? 0 });
    const again = await start(csv, 1);
    expect(again).toMatchObject({ isEarlier: false });
    await runToEnd(business, again.jobId);
    expect((await readBulkJob(business.owner, again.jobId)).counts).toMatchObject({ done: 1 });
  });
});
