import { beforeAll, describe, expect, it, vi } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { bulkJobResult } from "@/lib/bulk-jobs/bulk-job-result.ts";
import { readBulkJob } from "@/lib/bulk-jobs/queries.ts";
import { issueCardsFromCsv } from "@/lib/bulk-jobs/start/issue-cards-from-csv.ts";
import { itemsOf, runToEnd } from "@/lib/bulk-jobs/test-bulk.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { csvRecords, csvText } from "@/lib/csv/read-csv.ts";
import { faultyRowsCsv } from "@/lib/csv/table-file.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { readLimited } from "@/lib/http/read-call.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { testBusiness } from "@/lib/testing/test-database.ts";
import { enrolledBusiness, issuedCard, recover } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { cardCsvTemplate, cardFile } from "./card-csv.ts";
import { checkCardCsv } from "./check-card-csv.ts";
import { fileOfFaultyRows, cardFileHeader as head, hostileFiles } from "./test-hostile-files.ts";

let business: TestBusiness;
let stranger: TestBusiness;
let email: string;
beforeAll(async () => {
  business = await enrolledBusiness();
  stranger = await enrolledBusiness();
  email = await emailOf(business);
  await addAddress(business.owner, {
    userId: null,
    label: "Depot",
    line1: "1 Main St",
    line2: null,
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    country: "USA",
  });
});

const emailOf = ({ accountId, user }: TestBusiness) =>
  inAccount(
    accountId,
    async (db) => (await db.user.findFirst({ where: { id: user.userId as number } }))?.email ?? "",
  );
const bytesOf = (text: string) => new TextEncoder().encode(text);
const check = (text: string | Uint8Array) =>
  checkCardCsv(business.owner, typeof text === "string" ? bytesOf(text) : text);
const row = (...cells: string[]) => head + cells.join(",");
const countCards = () => inAccount(business.accountId, (db) => db.card.count());

describe("a file of cards", () => {
  it("can be issued as the template says, whatever the order and case of its columns", async () => {
    const filled = cardCsvTemplate().replace("name@company.com", email.toUpperCase());
    expect(await check(filled)).toMatchObject({
      good: 1,
      earlierJobId: null,
      rows: [{ line: 2, faults: {} }],
    });
    expect(await check(`FORM,holder E-mail,Card type\r\nphysical,${email},debit\r\n`)).toMatchObject({
      good: 0,
      rows: [{ faults: { shipTo: expect.stringContaining("where the card is sent") } }],
    });
    expect(await check(row(email, "debit", "Physical", "", "", "", "DEPOT"))).toMatchObject({ good: 1 });
  });

  const faulty: readonly (readonly [string, () => string[], string])[] = [
    ["nobody", () => ["", "Debit", "Virtual", "", "", "", ""], "email"],
    ["somebody unknown", () => ["nobody@demo.example", "Debit", "Virtual", "", "", "", ""], "email"],
    ["no e-mail address", () => ["=1+1", "Debit", "Virtual", "", "", "", ""], "email"],
    ["an unknown type", () => [email, "Credit", "Virtual", "", "", "", ""], "cardType"],
    ["an inherited word for a type", () => [email, "constructor", "Virtual", "", "", "", ""], "cardType"],
    ["an unknown form", () => [email, "Debit", "__proto__", "", "", "", ""], "form"],
    ["a memo of 4,000 characters", () => [email, "Debit", "Virtual", "m".repeat(4_000), "", "", ""], "memo"],
    ["a memo that turns around", () => [email, "Debit", "Virtual", "a\u202Eb", "", "", ""], "memo"],
    ["a memo with a control character", () => [email, "Debit", "Virtual", "a\u0007b", "", "", ""], "memo"],
    [
      "an amount with an exponent",
      () => [email, "Debit", "Virtual", "", "1e9", "per month", ""],
      "spendLimit",
    ],
    ["an amount below zero", () => [email, "Debit", "Virtual", "", "-5", "per month", ""], "spendLimit"],
    ["an amount of zero", () => [email, "Debit", "Virtual", "", "0", "per month", ""], "spendLimit"],
    ["a huge amount", () => [email, "Debit", "Virtual", "", "9".repeat(30), "per month", ""], "spendLimit"],
    [
      "an amount of half a cent",
      () => [email, "Debit", "Virtual", "", "0.005", "per month", ""],
      "spendLimit",
    ],
    ["an amount that is none", () => [email, "Debit", "Virtual", "", "NaN", "per month", ""], "spendLimit"],
    ["a hexadecimal amount", () => [email, "Debit", "Virtual", "", "0x10", "per month", ""], "spendLimit"],
    ["digits of another script", () => [email, "Debit", "Virtual", "", "٥٠٠", "per month", ""], "spendLimit"],
    [
      "a formula for an amount",
      () => [email, "Debit", "Virtual", "", "=5*100", "per month", ""],
      "spendLimit",
    ],
    ["an unknown window", () => [email, "Debit", "Virtual", "", "500", "per week", ""], "spendLimitDuration"],
    ["a limit without a window", () => [email, "Debit", "Virtual", "", "500", "", ""], "spendLimitDuration"],
    ["a window without a limit", () => [email, "Debit", "Virtual", "", "", "per month", ""], "spendLimit"],
    [
      "a reloadable card with nothing loaded",
      () => [email, "Reloadable", "Virtual", "", "", "", ""],
      "spendLimit",
    ],
    ["an unknown address", () => [email, "Debit", "Physical", "", "", "", "The moon"], "shipTo"],
    ["a virtual card that is sent", () => [email, "Debit", "Virtual", "", "", "", "Depot"], "form"],
    ["too few cells", () => [email, "Debit"], "form"],
    ["too many cells", () => [email, "Debit", "Virtual", "", "", "", "", "", "more"], "email"],
  ];
  it.each(faulty)("says of a row with %s which cell is at fault", async (_, cells, column) => {
    const { rows, good } = await check(row(...cells()));
    expect(good).toBe(0);
    expect(rows).toMatchObject([{ line: 2, faults: { [column]: expect.any(String) } }]);
  });

  it.each([
    ["¥5000", "Enter the amount in US dollars, such as $1,250.50."],
    ["1.250,50", "This can be read in more than one way. Write the amount like $1,250.50."],
    ["21474836.48", "Enter an amount up to $21,474,836.47."],
  ])("says what is wrong with the amount %s (C9)", async (amount, words) => {
    const { rows } = await check(row(email, "Debit", "Virtual", "", `"${amount}"`, "per month", ""));
    expect(rows).toMatchObject([{ faults: { spendLimit: words } }]);
  });

  it("takes people, amounts and texts as they are written", async () => {
    const memos = [
      "2026-01-02",
      "'=1+1",
      "<img src=x onerror=alert(1)>",
      '"a ""quoted"" one, with a comma"',
      "zero\u200Bwidth",
      "Ünïcödé 東京 😀",
    ];
    const lines = memos.map((memo) => `${email},Debit,Virtual,${memo},"$1,250.50",Per month,`);
    expect(await check(head + lines.join("\n"))).toMatchObject({ good: memos.length });
  });

  it("reads somebody of another business like nobody at all", async () => {
    const [theirs, nobodys] = (
      await check(
        `${row(await emailOf(stranger), "Debit", "Virtual", "", "", "", "")}\nnobody@demo.example,Debit,Virtual,,,,`,
      )
    ).rows;
    expect(theirs?.faults).toEqual(nobodys?.faults);
  });

  it("says that a row is there twice", async () => {
    const line = `${email},Debit,Virtual,Same,,,`;
    expect(await check(`${head}${line}\n${line}`)).toMatchObject({
      good: 1,
      rows: [{ faults: {} }, { faults: { memo: expect.stringContaining("line 2") } }],
    });
  });
});

describe("a hostile file", () => {
  it.each(hostileFiles)(
    "of %s is refused in words, and costs neither memory nor anything else",
    async (_, file) => {
      const bytes = file();
      const before = [await countCards(), process.memoryUsage.rss()] as const;
      await expectRefused(() => check(bytes), {
        code: "INVALID_INPUT",
        fields: { file: expect.any(String) },
      });
      expect(await countCards()).toBe(before[0]);
      expect(process.memoryUsage.rss() - before[1]).toBeLessThan(50_000_000);
    },
  );

  it("of 5,000 faulty rows is reported row by row, in a bounded answer", async () => {
    const answer = await check(fileOfFaultyRows());
    expect(answer).toMatchObject({ good: 0 });
    expect(answer.rows).toHaveLength(5_000);
    expect(JSON.stringify(answer).length).toBeLessThan(10_000_000);
  });

  it("of 100 MB is read no further than it may be", async () => {
    let sent = 0;
    async function* endless() {
      for (; sent < 100_000_000; sent += 65_536) yield Buffer.alloc(65_536, '"x');
    }
    const refusal = await readLimited(endless(), cardFile.limits.bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "TOO_LARGE", message: expect.stringContaining("2 MB") });
    expect(sent).toBeLessThan(cardFile.limits.bytes + 65_536);
  });
});

describe("what Excel writes (E16)", () => {
  const titles = head.trim();
  const plain = () => `${email},Debit,Virtual,Excel,,,`;

  it.each([
    ["a first line that names the comma", (rows: string) => `sep=,\r\n${titles}\r\n${rows}`],
    ["such a line with empty cells", (rows: string) => `sep=,,,,,,,\r\n${titles}\r\n${rows}`],
    ["such a line in quotation marks", (rows: string) => `"sep=,"\r\n${titles}\r\n${rows}`],
    ["empty cells at the end", (rows: string) => `${titles},,\r\n${rows},,,`],
    ["an empty title at the end", (rows: string) => `${titles},\r\n${rows}`],
    ["no empty cells at the end", (rows: string) => `${titles}\r\n${rows.replace(/,+$/, "")}`],
    ["a column for problems", (rows: string) => `${titles},Problem\r\n${rows},was wrong`],
  ])("is read: %s", async (_, file) => {
    expect(await check(file(plain()))).toMatchObject({ good: 1, rows: [{ faults: {} }] });
  });

  it("names the line of the file, also below a first line that names the comma", async () => {
    const answer = await check(`sep=,\r\n${titles}\r\n${plain()}\r\n${plain()},x`);
    expect(answer.rows.map(({ line, faults }) => [line, faults.email])).toEqual([
      [3, undefined],
      [4, expect.stringContaining("more cells than the header")],
    ]);
  });

  it("says which column has no title, and what a semicolon is", async () => {
    const first = titles.replace("Memo", "");
    await expectRefused(() => check(`${first}\r\n${plain()}`), {
      code: "INVALID_INPUT",
      fields: { file: expect.stringContaining("Column 4 has no title") },
    });
    await expectRefused(() => check(`sep=;\r\n${titles.replaceAll(",", ";")}`), {
      code: "INVALID_INPUT",
      fields: { file: expect.stringContaining("not separated by commas") },
    });
  });

  it("gives the rows that cannot be issued as a file that is read again", async () => {
    const { rows } = await check(
      `${titles}\r\n${plain()}\r\nnobody@demo.example,Debit,Virtual,"a, b",,,\r\n`,
    );
    const again = await check(faultyRowsCsv(cardFile, rows));
    expect(again).toMatchObject({ good: 0, rows: [{ cells: { memo: "a, b" } }] });
    expect(faultyRowsCsv(cardFile, rows)).toContain(
      "Holder email: No one in your business has this email address.",
    );
  });
});

describe("issuing from a file", () => {
  // The issuer must know the holder before it creates cards for them.
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await issuedCard(business, { userId: business.user.userId as number });
    vi.useRealTimers();
  });

  const rows = (count: number, name: string) =>
    Array.from({ length: count }, (_, at) => `${email},Debit,Virtual,${name} ${at},100,per month,`);
  const file = (count: number, name: string) =>
    `${head}${rows(count, name).join("\n")}\nnobody@demo.example,Debit,Virtual,Bad,,,`;

  it("issues every good row once, tells what came of each, and does nothing for the same file again", async () => {
    const csv = file(12, "Batch");
    const { jobId, isEarlier } = await issueCardsFromCsv(business.owner, {
      csv,
      fileName: "cards.csv",
      cards: 12,
    });
    expect(isEarlier).toBe(false);
    expect(await check(`\uFEFF${csv}`)).toMatchObject({ earlierJobId: jobId });
    await runToEnd(business, jobId);
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({
      status: "done",
      total: 12,
      fileName: "cards.csv",
      counts: { done: 12 },
    });
    const cards = await inAccount(business.accountId, (db) =>
      db.card.findMany({ where: { memo: { startsWith: "Batch " } } }),
    );
    expect(new Set(cards.map(({ memo, spendLimit, status }) => [memo, spendLimit, status].join()))).toEqual(
      new Set(rows(12, "Batch").map((_, at) => `Batch ${at},10000,active`)),
    );
    expect(cards).toHaveLength(12);
    const before = await countCards();
    expect(await issueCardsFromCsv(business.admin, { csv, fileName: "again.csv", cards: 12 })).toEqual({
      jobId,
      isEarlier: true,
    });
    await runToEnd(business, jobId);
    expect(await countCards()).toBe(before);
    expect(await itemsOf(business, jobId)).toHaveLength(12);
    // The same file as another program would save it, with one more card.
    const resaved = `${csv.replaceAll("\n", "\r\n").replaceAll(",100,", ',"100.00",')}\r\n${rows(1, "New")[0]}`;
    const answer = await check(resaved);
    expect(answer).toMatchObject({ good: 1, earlierJobId: null });
    expect(answer.rows[0]?.faults.memo).toContain("from an earlier file");

    let text = "";
    for await (const piece of await bulkJobResult(business.owner, jobId)) text += piece;
    const [titles, first, ...others] = [...csvRecords(csvText(bytesOf(text)), 64)].map(({ cells }) => cells);
    expect(titles).toEqual(["Number", "Holder email", "Memo", "Last four", "Result", "Why"]);
    expect(first).toEqual(["1", email, "Batch 0", expect.stringMatching(/^•• \d{4}$/), "Done", ""]);
    expect(others).toHaveLength(11);
  });

  it("issues a row again whose card is gone, and no other (E16)", async () => {
    const csv = `${head}${rows(2, "Gone").join("\n")}\n`;
    const first = await issueCardsFromCsv(business.owner, { csv, fileName: "a.csv", cards: 2 });
    expect((await check(csv)).good).toBe(0);
    await runToEnd(business, first.jobId);
    const card = await inAccount(business.accountId, (db) =>
      db.card.findFirst({ where: { memo: "Gone 1" } }),
    );
    await closeCard(business.owner, {
      cardId: card?.id as number,
      lastFour: card?.lastFour ?? "",
      reason: "Lost",
    });
    vi.useFakeTimers({ toFake: ["Date"] });
    await recover(business.accountId);
    vi.useRealTimers();
    const answer = await check(csv);
    expect(answer).toMatchObject({ good: 1, earlierJobId: null });
    expect(answer.rows.map(({ faults }) => Object.keys(faults))).toEqual([["memo"], []]);
    const second = await issueCardsFromCsv(business.owner, { csv, fileName: "a.csv", cards: 1 });
    expect(second).toMatchObject({ isEarlier: false });
    await runToEnd(business, second.jobId);
    expect(await check(csv)).toMatchObject({ good: 0, earlierJobId: expect.any(Number) });
    expect(await inAccount(business.accountId, (db) => db.card.count({ where: { memo: "Gone 1" } }))).toBe(2);
  });

  it("wants as many cards as the person was shown", async () => {
    const before = await countCards();
    await expectRefused(
      () => issueCardsFromCsv(business.owner, { csv: file(3, "Counted"), fileName: "a.csv", cards: 4 }),
      {
        code: "STALE",
      },
    );
    expect(await countCards()).toBe(before);
  });

  it("is for those who may issue, in a business that the issuer knows", async () => {
    for (const actor of [business.user, business.analyst]) {
      await expectRefused(
        () => issueCardsFromCsv(actor, { csv: file(1, "No"), fileName: "a.csv", cards: 1 }),
        { code: "FORBIDDEN" },
      );
      await expectRefused(() => checkCardCsv(actor, bytesOf(head)), { code: "FORBIDDEN" });
    }
    const unknown = await testBusiness();
    await expectRefused(() => checkCardCsv(unknown.owner, bytesOf(file(1, "No"))), { code: "RULE_BROKEN" });
    await expectRefused(() => bulkJobResult(unknown.owner, 1), { code: "NOT_FOUND" });
  });
});
