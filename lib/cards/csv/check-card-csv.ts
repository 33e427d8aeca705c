import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor.ts";
import { type IssueInput, type IssueRows, issueFaults, issueInput } from "@/lib/cards/issue/check-issue.ts";
import { checkMayIssue } from "@/lib/cards/issue/may-issue.ts";
import { csvText } from "@/lib/csv/read-csv.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { emailAddress } from "@/lib/fields/column.ts";
import { readAmount } from "@/lib/fields/typed-amount.ts";
import { letOthersWork } from "@/lib/process/let-others-work.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";
import { readAs } from "@/lib/read.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { cardFormLabels, cardTypeLabels, limitWindowLabels } from "../card.ts";
import { type CheckedFile, type CheckedRow, type IssueColumn, issueColumnNames } from "./card-csv.ts";
import { findEarlierRows } from "./find-earlier-rows.ts";
import { type CsvRow, readCardCsv } from "./read-card-csv.ts";

/** Reports row by row what issuing from a file would do, by the rules of `card.issue`. Changes
 *  nothing. Needs bulk-job.start. Throws INVALID_INPUT at `file` when it is not a card file, and
 *  RULE_BROKEN when the business is not registered with the issuer. */
export function checkCardCsv(actor: Actor, bytes: Uint8Array): Promise<CheckedFile> {
  return readAs(actor, "bulk-job.start", async (db) => {
    await spend(actor, "check");
    const { rows, good, earlierJobId } = await oneByOne(`check of business ${actor.accountId}`, () =>
      readIssuable(db, actor.accountId, csvText(bytes)),
    );
    return {
      rows: rows.map(({ line, cells, faults }) => ({ line, cells, faults })),
      good: good.length,
      earlierJobId,
    };
  });
}

/** The input of `card.issue` for a row, and the digest that identifies the row. */
interface IssuableRow {
  readonly input: IssueInput;
  /** SHA-256 of the input, in base64url. */
  readonly digest: string;
}

/** Checks a card file against the current data of the business in scope. Returns every row, the rows
 *  that can be issued, and the items of earlier jobs whose rows are issued anew, because their cards
 *  are gone. */
export async function readIssuable(db: Reader, accountId: number, csv: string) {
  const rows = await checkRows(db, accountId, csv);
  const { earlier, gone } = await findEarlierRows(
    db,
    rows.flatMap(({ issuable }) => issuable?.digest ?? []),
  );
  const checked = rows.map((row) => {
    const isEarlier = row.issuable !== null && earlier.has(row.issuable.digest);
    return isEarlier ? { ...row, faults: { memo: asBefore }, issuable: null } : row;
  });
  const good = checked.flatMap(({ issuable }) => issuable ?? []);
  const [earlierJobId = null] = good.length === 0 ? earlier.values() : [];
  return { rows: checked, good, earlierJobId, gone };
}

const asBefore = "This card was asked for from a file before. Leave the row out, or give it another memo.";

const atOnce = 100;

interface ReadRow extends CheckedRow {
  /** Null when the row has a fault. */
  readonly issuable: IssuableRow | null;
}

async function checkRows(db: Reader, accountId: number, csv: string): Promise<readonly ReadRow[]> {
  const account = await db.account.findFirst({ where: { id: accountId } });
  if (!account) throw new AppError("NOT_FOUND");
  const rows = readCardCsv(csv);
  checkMayIssue(account);
  const known: Known = {
    currency: account.currency,
    holders: await findHolders(db, rows),
    addresses: await findAddresses(db),
  };
  const firstLine = new Map<string, number>();
  const checked: ReadRow[] = [];
  for (const row of rows) {
    checked.push(withoutTwin(row.line, checkRow(row, known), firstLine));
    if (checked.length % rowsInStep === 0) await letOthersWork();
  }
  return checked;
}

// Other requests need not wait for a whole file.
const rowsInStep = 100;

function withoutTwin(line: number, checked: ReadRow, firstLine: Map<string, number>): ReadRow {
  if (checked.issuable === null) return checked;
  const { digest } = checked.issuable;
  const twin = firstLine.get(digest);
  firstLine.set(digest, twin ?? line);
  if (twin === undefined) return checked;
  return {
    ...checked,
    faults: { memo: `This row is the same as line ${twin}. Leave it out, or give it another memo.` },
    issuable: null,
  };
}

type Holder = NonNullable<IssueRows["holder"]>;

/** The data that the cells of a file are looked up in. */
interface Known {
  readonly currency: string;
  readonly holders: ReadonlyMap<string, Holder>;
  /** The addresses of the business by label in lower case. Null where several addresses share a
   *  label. */
  readonly addresses: ReadonlyMap<string, number | null>;
}

async function findHolders(db: Reader, rows: readonly CsvRow[]): Promise<Known["holders"]> {
  const emails = [...new Set(rows.flatMap(({ cells }) => emailAddress.safeParse(cells.email).data ?? []))];
  const holders = new Map<string, Holder>();
  for (let from = 0; from < emails.length; from += atOnce) {
    const found = await db.user.findMany({
      where: { email: { in: emails.slice(from, from + atOnce) } },
      select: {
        id: true,
        email: true,
        name: true,
        role: true,
        status: true,
        phone: true,
        lithicAccountToken: true,
      },
    });
    for (const user of found) holders.set(user.email, user);
    await letOthersWork();
  }
  return holders;
}

async function findAddresses(db: Reader): Promise<Known["addresses"]> {
  const found = await db.address.findMany({ where: { userId: null }, select: { id: true, label: true } });
  const addresses = new Map<string, number | null>();
  for (const { id, label } of found)
    addresses.set(label.toLowerCase(), addresses.has(label.toLowerCase()) ? null : id);
  return addresses;
}

type Faults = Partial<Record<IssueColumn, string>>;

function checkRow({ line, cells, isTooLong }: CsvRow, known: Known): ReadRow {
  const { faults, input } = isTooLong
    ? { faults: { email: tooLong }, input: null }
    : checkCells(cells, known);
  return { line, cells, faults, issuable: input && { input, digest: digestOf(input) } };
}

function digestOf({
  userId,
  cardType,
  form,
  memo,
  spendLimit,
  spendLimitDuration,
  shippingAddressId,
}: IssueInput): string {
  const asked = [
    userId,
    cardType,
    form,
    memo,
    spendLimit === null ? null : Number(spendLimit),
    spendLimitDuration,
    shippingAddressId,
  ];
  return createHash("sha256").update(JSON.stringify(asked)).digest("base64url");
}

const tooLong = "This row has more cells than the header. Put a cell with commas in quotation marks.";

function checkCells(
  cells: CheckedRow["cells"],
  { currency, holders, addresses }: Known,
): { faults: Faults; input: IssueInput | null } {
  const faults: Faults = {};
  const holder = holders.get(emailAddress.safeParse(cells.email).data ?? "") ?? null;
  if (!holder) faults.email = "No one in your business has this email address.";
  const shippingAddressId =
    cells.shipTo === "" ? null : (addresses.get(cells.shipTo.normalize("NFC").toLowerCase()) ?? undefined);
  if (shippingAddressId === undefined)
    faults.shipTo = "Your business has no address with this label, or has several.";
  const amount = cells.spendLimit === "" ? null : readAmount(cells.spendLimit, currency);
  const spendLimit = typeof amount === "bigint" ? amount : null;
  if (amount !== null && typeof amount !== "bigint") faults.spendLimit = amount.fault;
  const parsed = issueInput.safeParse({
    userId: holder?.id ?? 1,
    cardType: wordFor(cardTypeLabels, cells.cardType),
    form: wordFor(cardFormLabels, cells.form),
    memo: cells.memo,
    spendLimit,
    spendLimitDuration:
      cells.spendLimitDuration === "" ? null : wordFor(limitWindowLabels, cells.spendLimitDuration),
    shippingAddressId: shippingAddressId ?? null,
  });
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      faults[columnOf(path[0])] ??= hints[columnOf(path[0])] ?? message;
    return { faults, input: null };
  }
  const address = shippingAddressId ? { id: shippingAddressId, userId: null } : null;
  for (const [field, message] of issueFaults(parsed.data, { holder, address }))
    faults[columnOf(field)] ??= message;
  return { faults, input: Object.keys(faults).length === 0 ? parsed.data : null };
}

const columnOf = (field: PropertyKey | undefined): IssueColumn => {
  if (field === "userId") return "email";
  return field === "shippingAddressId"
    ? "shipTo"
    : (issueColumnNames.find((name) => name === field) ?? "email");
};

// Translates a word of the file into the portal's word. People write the labels they read; programs
// write the words of the API.
function wordFor(labels: Readonly<Record<string, string>>, cell: string): string {
  const wanted = cell.toLowerCase();
  return Object.keys(labels).find((word) => word === wanted || labels[word]?.toLowerCase() === wanted) ?? "";
}

const oneOf = (labels: Readonly<Record<string, string>>) =>
  `Enter one of these: ${Object.values(labels).join(", ")}.`;

const hints: Faults = {
  cardType: oneOf(cardTypeLabels),
  form: oneOf(cardFormLabels),
  spendLimitDuration: oneOf(limitWindowLabels),
};
