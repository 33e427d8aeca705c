import type { Actor } from "@/lib/auth/actor.ts";
import { byteOrderMark, type CsvCell, csvLine } from "@/lib/csv/write-csv.ts";
import { timesIn } from "@/lib/fields/time-zone.ts";
import { allRows } from "@/lib/lists/all-rows.ts";
import type { UserListQuery } from "@/lib/users/list/user-list.ts";
import { readUserStep, type UserRow } from "../queries.ts";
import { secondFactorLabels } from "../second-factor-state.ts";
import { roleLabels } from "../user.ts";
import { userStateText } from "../user-state.ts";

type Time = ReturnType<typeof timesIn>;

const columns: Readonly<Record<string, (user: UserRow, time: Time) => CsvCell>> = {
  Name: ({ name }) => name,
  "Given name": ({ givenName }) => givenName,
  "Family name": ({ familyName }) => familyName,
  Email: ({ email }) => email,
  Role: ({ role }) => roleLabels[role],
  State: userStateText,
  "Second factor": ({ secondFactor }) => secondFactorLabels[secondFactor],
  "Open cards": ({ cards, cardsIsCapped }) => (cardsIsCapped ? `${cards}+` : cards),
  "Last sign-in": ({ lastSignInAt }, time) => lastSignInAt && time(lastSignInAt),
  Added: ({ createdAt }, time) => time(createdAt),
};

/** Writes all pages of a list of people as CSV, in pieces of a few hundred lines at most: those the
 *  actor may see, in the order of the query. Times are ISO 8601 in the zone. Needs user.export. */
export async function* usersAsCsv(actor: Actor, query: UserListQuery, zone = "UTC"): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(Object.keys(columns));
  const [cells, time] = [Object.values(columns), timesIn(zone)];
  for await (const users of allRows(query, (walk) => readUserStep(actor, query, walk)))
    yield users.map((user) => csvLine(cells.map((cell) => cell(user, time)))).join("");
}
