import type { Actor } from "@/lib/auth/actor.ts";
import { byteOrderMark, csvLine } from "@/lib/csv/write-csv.ts";
import type { SqlValue } from "@/lib/db/engines/database.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { timesIn } from "@/lib/fields/time-zone.ts";
import { allRows } from "@/lib/lists/all-rows.ts";
import { type Cell, type CsvRow, csvReader, labelled, textOf } from "@/lib/lists/csv-lines.ts";
import type { ListSource, Walk } from "@/lib/lists/list-page.ts";
import { toDecimal } from "@/lib/money.ts";
import { readAs } from "@/lib/read.ts";
import {
  cardFormLabels,
  cardStateLabel,
  cardTypeLabels,
  lastFourText,
  limitWindowLabels,
  typeAndFormText,
} from "../card.ts";
import { initials, seesPeople } from "../card-row.ts";
import { type CardColumn, cardColumns } from "./card-columns.ts";
import type { CardListQuery } from "./card-list.ts";
import { cardSource } from "./card-source.ts";

/** Writes all pages of a card list as CSV, in pieces of a few hundred lines at most: the cards the
 *  actor may see, in the order of the query and as the list shows them, amounts as decimals, times
 *  in ISO 8601 of the query's zone. A card
 *  that changes during the export appears in its old or its new state, and never twice. A card that
 *  moves to an earlier place in the order is left out. Needs card.export. Throws FORBIDDEN before
 *  the first piece. */
export async function* cardsAsCsv(
  actor: Actor,
  query: CardListQuery,
  columns: readonly CardColumn[],
): AsyncGenerator<string> {
  const account = await readAs(actor, "card.export", (db) =>
    db.account.findFirst({ where: { id: actor.accountId }, select: { currency: true } }),
  );
  const knows = {
    currency: account?.currency ?? "",
    names: seesPeople(actor),
    time: timesIn(query.zone),
  };
  const said = cellsOf(columns);
  yield byteOrderMark + csvLine(said.map(({ title }) => title));
  const reader = csvReader<number, Known>("Card", said, knows);
  let source: ListSource<CsvRow<number>> | undefined;
  const read = (walk: Walk) =>
    readAs(actor, "card.export", () => {
      source ??= cardSource(actor, query, reader);
      return source.rows(walk);
    });
  for await (const rows of allRows(query, read)) yield rows.map(({ line }) => line).join("");
}

/** What the cells need besides the row. */
interface Known {
  readonly currency: string;
  /** Whether the reader may see people's names. */
  readonly names: boolean;
  /** Writes an ISO 8601 time in UTC as the reader sees it. */
  time(iso: string): string;
}

const text = (value: SqlValue | undefined) => (value ?? null) as string | null;

const cells: Readonly<Record<CardColumn, readonly Cell<Known>[]>> = {
  memo: [{ title: cardColumns.memo, fields: ["memo"], of: textOf }],
  lastFour: [
    {
      title: cardColumns.lastFour,
      fields: ["lastFour"],
      of: (row, at) => (text(row[at]) === null ? null : lastFourText(String(row[at]))),
    },
  ],
  holder: [
    {
      title: cardColumns.holder,
      fields: ["user.name"],
      of: (row, at, { names }) => (names ? textOf(row, at) : initials(String(row[at]))),
    },
  ],
  status: [
    {
      title: cardColumns.status,
      fields: ["status", "desiredStatus"],
      of: (row, at) => cardStateLabel({ status: String(row[at]), desiredStatus: text(row[at + 1]) }),
    },
  ],
  cardType: [{ title: cardColumns.cardType, fields: ["cardType"], of: labelled(cardTypeLabels) }],
  form: [{ title: cardColumns.form, fields: ["form"], of: labelled(cardFormLabels) }],
  profile: [{ title: cardColumns.profile, fields: ["spendingProfile.name"], of: textOf }],
  product: [{ title: cardColumns.product, fields: ["cardProduct.name"], of: textOf }],
  limit: [
    {
      title: cardColumns.limit,
      fields: ["spendLimit"],
      of: (row, at, { currency }) => {
        const limit = row[at] ?? null;
        return limit === null ? null : toDecimal(BigInt(limit), currency);
      },
    },
    {
      title: "Currency",
      fields: ["spendLimit"],
      of: (row, at, { currency }) => (row[at] === null ? null : currency),
    },
    { title: "Limit window", fields: ["spendLimitDuration"], of: labelled(limitWindowLabels) },
  ],
  lastUsed: [
    {
      title: cardColumns.lastUsed,
      fields: ["lastUsedAt"],
      of: (row, at, { time }) => usedAt(isoTime(String(row[at])), time),
    },
  ],
  created: [
    {
      title: cardColumns.created,
      fields: ["createdAt"],
      of: (row, at, { time }) => time(isoTime(String(row[at]))),
    },
  ],
};

// The list shows the last four beside the memo, and the form beside the type, unless they have
// columns of their own.
function cellsOf(columns: readonly CardColumn[]): readonly Cell<Known>[] {
  const has = (column: CardColumn) => columns.includes(column);
  return columns.flatMap((column) => {
    if (column === "memo" && !has("lastFour")) return [...cells.memo, ...cells.lastFour];
    return column === "cardType" && !has("form") ? [typeAndForm] : cells[column];
  });
}

const typeAndForm: Cell<Known> = {
  title: cardColumns.cardType,
  fields: ["cardType", "form"],
  of: (row, at) => typeAndFormText({ cardType: String(row[at]), form: String(row[at + 1]) }),
};

const usedAt = (iso: string, time: Known["time"]) => (iso === neverUsed ? null : time(iso));
const neverUsed = new Date(0).toISOString();
