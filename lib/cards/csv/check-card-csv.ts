import type { Actor } from "@/lib/auth/actor.ts";
import {
  checkRows,
  digestOf,
  type ReadFile,
  type ReadRow,
  shownFile,
} from "@/lib/bulk-jobs/rows/check-rows.ts";
import { withoutEarlierRows } from "@/lib/bulk-jobs/rows/without-earlier-rows.ts";
import { type IssueInput, type IssueRows, issueFaults, issueInput } from "@/lib/cards/issue/check-issue.ts";
import { checkMayIssue } from "@/lib/cards/issue/may-issue.ts";
import { csvText } from "@/lib/csv/read-csv.ts";
import { type CsvRow, readTableFile, rowTooLong } from "@/lib/csv/read-table-file.ts";
import { type CheckedFile, columnNames } from "@/lib/csv/table-file.ts";
import { oneOfLabels, wordIn } from "@/lib/csv/word-cells.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { emailAddress } from "@/lib/fields/column.ts";
import { readAmount } from "@/lib/fields/typed-amount.ts";
import { letOthersWork } from "@/lib/process/let-others-work.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";
import { readAs } from "@/lib/read.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { cardFormLabels, cardTypeLabels, limitWindowLabels } from "../card.ts";
import { cardFile, type IssueColumn } from "./card-csv.ts";

/** Reports row by row what issuing from a file would do, by the rules of `card.issue`. Changes
 *  nothing. Needs bulk-job.start. Throws INVALID_INPUT at `file` when it is not a card file, and
 *  RULE_BROKEN when the business is not registered with the issuer. */
export function checkCardCsv(actor: Actor, bytes: Uint8Array): Promise<CheckedFile<IssueColumn>> {
  return readAs(actor, "bulk-job.start", async (db) => {
    await spend(actor, "check");
    return shownFile(
      await oneByOne(`check of business ${actor.accountId}`, () =>
        readIssuable(db, actor.accountId, csvText(bytes)),
      ),
    );
  });
}

type IssueRow = ReadRow<IssueColumn, IssueInput>;

/** Checks a card file against the current data of the business in scope. */
export async function readIssuable(
  db: Reader,
  accountId: number,
  csv: string,
): Promise<ReadFile<IssueColumn, IssueInput>> {
  const account = await db.account.findFirst({ where: { id: accountId } });
  if (!account) throw new AppError("NOT_FOUND");
  const rows = readTableFile<IssueColumn>(cardFile, csv);
  checkMayIssue(account);
  const known: Known = {
    currency: account.currency,
    holders: await findHolders(db, rows),
    addresses: await findAddresses(db),
    profiles: await findProfiles(db),
  };
  const checked = await checkRows(rows, (row) => checkRow(row, known), {
    key: ({ good }) => good?.digest ?? null,
    column: "memo",
    fault: (line) => `This row is the same as line ${line}. Leave it out, or give it another memo.`,
  });
  return withoutEarlierRows(db, accountId, checked, {
    madeOf: ({ cardId }) => cardId,
    stillThere: openCards,
    column: "memo",
    asBefore: "Already issued from an earlier file. Remove this row or change its memo.",
  });
}

async function openCards(db: Reader, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const where = { id: { in: [...ids] }, status: { not: "inactive" } };
  const cards = await db.card.findMany({ where, select: { id: true } });
  return new Set(cards.map(({ id }) => id));
}

const atOnce = 100;

type Holder = NonNullable<IssueRows["holder"]>;

/** The data that the cells of a file are looked up in. */
interface Known {
  readonly currency: string;
  readonly holders: ReadonlyMap<string, Holder>;
  /** The addresses of the business by label in lower case. Null where several addresses share a
   *  label. */
  readonly addresses: ReadonlyMap<string, number | null>;
  /** The spending profiles of the business by name in lower case. */
  readonly profiles: ReadonlyMap<string, number>;
}

async function findHolders(db: Reader, rows: readonly CsvRow<IssueColumn>[]): Promise<Known["holders"]> {
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

async function findProfiles(db: Reader): Promise<Known["profiles"]> {
  const found = await db.spendingProfile.findMany({ select: { id: true, name: true } });
  return new Map(found.map(({ id, name }) => [name.toLowerCase(), id]));
}

type Faults = Partial<Record<IssueColumn, string>>;

function checkRow({ line, cells, isTooLong }: CsvRow<IssueColumn>, known: Known): IssueRow {
  const { faults, input } = isTooLong
    ? { faults: { email: rowTooLong }, input: null }
    : checkCells(cells, known);
  return { line, cells, faults, good: input && { input, digest: digestOf(askedIn(input)) } };
}

function askedIn({
  userId,
  cardType,
  form,
  memo,
  spendLimit,
  spendLimitDuration,
  spendingProfileId,
  shippingAddressId,
}: IssueInput): readonly unknown[] {
  return [
    userId,
    cardType,
    form,
    memo,
    spendLimit === null ? null : Number(spendLimit),
    spendLimitDuration,
    shippingAddressId,
    // Rows of files from before there was this column have the same digest as ever.
    ...(spendingProfileId === null ? [] : [spendingProfileId]),
  ];
}

function checkCells(
  cells: IssueRow["cells"],
  { currency, holders, addresses, profiles }: Known,
): { faults: Faults; input: IssueInput | null } {
  const faults: Faults = {};
  const holder = holders.get(emailAddress.safeParse(cells.email).data ?? "") ?? null;
  if (!holder) faults.email = "No one in your business has this email address.";
  const named = lookedUp(cells.spendingProfileId);
  const spendingProfileId = named === "" ? null : profiles.get(named);
  if (spendingProfileId === undefined)
    faults.spendingProfileId = "Your business has no spending profile with this name.";
  const shippingAddressId = cells.shipTo === "" ? null : (addresses.get(lookedUp(cells.shipTo)) ?? undefined);
  if (shippingAddressId === undefined)
    faults.shipTo = "Your business has no address with this label, or has several.";
  const amount = cells.spendLimit === "" ? null : readAmount(cells.spendLimit, currency);
  const spendLimit = typeof amount === "bigint" ? amount : null;
  if (amount !== null && typeof amount !== "bigint") faults.spendLimit = amount.fault;
  const parsed = issueInput.safeParse({
    userId: holder?.id ?? 1,
    cardType: wordIn(cardTypeLabels, cells.cardType) ?? "",
    form: wordIn(cardFormLabels, cells.form) ?? "",
    memo: cells.memo,
    spendLimit,
    spendLimitDuration:
      cells.spendLimitDuration === "" ? null : (wordIn(limitWindowLabels, cells.spendLimitDuration) ?? ""),
    spendingProfileId: spendingProfileId ?? null,
    shippingAddressId: shippingAddressId ?? null,
  });
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      faults[columnOf(path[0])] ??= hints[columnOf(path[0])] ?? message;
    return { faults, input: null };
  }
  const address = shippingAddressId ? { id: shippingAddressId, userId: null } : null;
  const profile = spendingProfileId ? { id: spendingProfileId } : null;
  for (const [field, message] of issueFaults(parsed.data, { holder, address, profile }))
    faults[columnOf(field)] ??= message;
  return { faults, input: Object.keys(faults).length === 0 ? parsed.data : null };
}

const lookedUp = (cell: string) => cell.normalize("NFC").toLowerCase();

const columnOf = (field: PropertyKey | undefined): IssueColumn => {
  if (field === "userId") return "email";
  return field === "shippingAddressId"
    ? "shipTo"
    : (columnNames<IssueColumn>(cardFile).find((name) => name === field) ?? "email");
};

const hints: Faults = {
  cardType: oneOfLabels(Object.values(cardTypeLabels)),
  form: oneOfLabels(Object.values(cardFormLabels)),
  spendLimitDuration: oneOfLabels(Object.values(limitWindowLabels)),
};
