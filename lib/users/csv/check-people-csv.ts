import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import {
  checkRows,
  digestOf,
  type ReadFile,
  type ReadRow,
  shownFile,
} from "@/lib/bulk-jobs/rows/check-rows.ts";
import { withoutEarlierRows } from "@/lib/bulk-jobs/rows/without-earlier-rows.ts";
import { csvText } from "@/lib/csv/read-csv.ts";
import { type CsvRow, readTableFile, rowTooLong } from "@/lib/csv/read-table-file.ts";
import type { CheckedFile } from "@/lib/csv/table-file.ts";
import { oneOfLabels, wordIn } from "@/lib/csv/word-cells.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { emailAddress } from "@/lib/fields/column.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";
import { readAs } from "@/lib/read.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { createUser } from "../create-user.ts";
import { grantableRoles, roleLabels } from "../user.ts";
import { type PersonColumn, peopleFile } from "./people-csv.ts";

/** Reports row by row what inviting from a file would do, by the rules of `user.create`. Changes
 *  nothing. Needs bulk-job.start. Throws INVALID_INPUT at `file` when it is not a file of
 *  people. */
export function checkPeopleCsv(actor: Actor, bytes: Uint8Array): Promise<CheckedFile<PersonColumn>> {
  return readAs(actor, "bulk-job.start", async (db) => {
    await spend(actor, "check");
    return shownFile(
      await oneByOne(`check of business ${actor.accountId}`, () => readInvitable(db, actor, csvText(bytes))),
    );
  });
}

type Person = z.output<(typeof createUser)["input"]>;
type PersonRow = ReadRow<PersonColumn, Person>;

/** Checks a file of people against those of the business in scope, and the roles that the actor may
 *  grant. */
export async function readInvitable(
  db: Reader,
  actor: Actor,
  csv: string,
): Promise<ReadFile<PersonColumn, Person>> {
  const read = readTableFile<PersonColumn>(peopleFile, csv);
  const rows = await checkRows(read, (row) => checkRow(row, actor), {
    key: ({ cells }) => emailOf(cells) ?? null,
    column: "email",
    fault: (line) => `Line ${line} has the same email address. Leave one of them out.`,
  });
  const known = await findPeople(db, rows);
  return withoutEarlierRows(db, actor.accountId, rows, {
    madeOf: ({ userId }) => userId,
    stillThere: existingUsers,
    column: "email",
    asBefore: "Already invited from an earlier file. Remove this row.",
    otherFault: ({ email }) => known.get(email),
  });
}

const emailOf = (cells: PersonRow["cells"]) => emailAddress.safeParse(cells.email).data;

async function existingUsers(db: Reader, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const users = await db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(users.map(({ id }) => id));
}

const atOnce = 100;

// What is said of the addresses that somebody of the business has.
async function findPeople(db: Reader, rows: readonly PersonRow[]): Promise<ReadonlyMap<string, string>> {
  const emails = rows.flatMap(({ good }) => good?.input.email ?? []);
  const known = new Map<string, string>();
  for (let from = 0; from < emails.length; from += atOnce) {
    const found = await db.user.findMany({
      where: { email: { in: emails.slice(from, from + atOnce) } },
      select: { email: true, name: true, status: true },
    });
    for (const { email, name, status } of found)
      known.set(email, `${name} ${already[status] ?? already.active}`);
  }
  return known;
}

const already: Readonly<Record<string, string>> = {
  active: "is in your business already. Leave the row out.",
  invited: "is invited already. Resend the invitation on their page, or leave the row out.",
  deactivated: "is deactivated. Reactivate them on their page, or leave the row out.",
};

type Faults = Partial<Record<PersonColumn, string>>;

function checkRow({ line, cells, isTooLong }: CsvRow<PersonColumn>, actor: Actor): PersonRow {
  if (isTooLong) return { line, cells, faults: { email: rowTooLong }, good: null };
  const role = wordIn(roleLabels, cells.role);
  const parsed = createUser.input.safeParse({
    ...cells,
    role,
    phone: cells.phone === "" ? null : cells.phone,
  });
  const faults: Faults = {};
  for (const { path, message } of parsed.error?.issues ?? [])
    faults[path[0] as PersonColumn] ??= path[0] === "role" ? rolesOf(actor) : message;
  if (role !== undefined && !grantableRoles(actor).includes(role))
    faults.role = `You can't make somebody ${roleLabels[role].toLowerCase()}. ${rolesOf(actor)}`;
  const isGood = parsed.success && Object.keys(faults).length === 0;
  return {
    line,
    cells,
    faults,
    good: isGood ? { input: parsed.data, digest: digestOf(askedIn(parsed.data)) } : null,
  };
}

const rolesOf = (actor: Actor) => oneOfLabels(grantableRoles(actor).map((role) => roleLabels[role]));

const askedIn = ({ givenName, familyName, email, role, phone }: Person) => [
  "user.create",
  givenName,
  familyName,
  email,
  role,
  phone,
];
