import type { Actor } from "@/lib/auth/actor.ts";
import { lastFourText } from "@/lib/cards/card.ts";
import { initials, seesPeople } from "@/lib/cards/card-row.ts";
import { byteOrderMark, csvLine } from "@/lib/csv/write-csv.ts";
import type { SqlValue } from "@/lib/db/engines/database.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { timesIn } from "@/lib/fields/time-zone.ts";
import { allRows } from "@/lib/lists/all-rows.ts";
import { type Cell, type CsvRow, csvReader, labelled, textOf } from "@/lib/lists/csv-lines.ts";
import type { ListSource, Walk } from "@/lib/lists/list-page.ts";
import { categoryName } from "@/lib/merchant-categories/merchant-categories.ts";
import { toDecimal } from "@/lib/money.ts";
import { readAs } from "@/lib/read.ts";
import { receiptLabels, transactionStateLabel } from "../transaction.ts";
import { placeText } from "../transaction-place.ts";
import { wordsOfDecline } from "../transaction-row.ts";
import { type TransactionColumn, transactionColumns as titles } from "./transaction-columns.ts";
import type { TransactionListQuery } from "./transaction-list.ts";
import { transactionSource } from "./transaction-source.ts";

/** Writes all pages of a transaction list as CSV, in pieces of a few hundred lines at most: the
 *  transactions the actor may see, in the order of the query and as the list shows them, amounts as
 *  decimals, times in ISO 8601 of the query's zone. Needs transaction.export. Throws FORBIDDEN
 *  before the first piece. */
export async function* transactionsAsCsv(
  actor: Actor,
  query: TransactionListQuery,
  columns: readonly TransactionColumn[],
): AsyncGenerator<string> {
  const knows = { names: seesPeople(actor), time: timesIn(query.zone) };
  const said = cellsOf(columns);
  yield byteOrderMark + csvLine(said.map(({ title }) => title));
  const reader = csvReader<string, Known>("Transaction", said, knows);
  let source: ListSource<CsvRow<string>> | undefined;
  const read = (walk: Walk) =>
    readAs(actor, "transaction.export", () => {
      source ??= transactionSource(actor, query, reader);
      return source.rows(walk);
    });
  for await (const rows of allRows(query, read)) yield rows.map(({ line }) => line).join("");
}

/** What the cells need besides the row. */
interface Known {
  /** Whether the reader may see people's names. */
  readonly names: boolean;
  /** Writes an ISO 8601 time in UTC as the reader sees it. */
  time(iso: string): string;
}

const category: readonly Cell<Known>[] = [
  { title: titles.category, fields: ["merchantCategory"], of: (row, at) => categoryName(String(row[at])) },
  { title: "Category code", fields: ["merchantCategory"], of: textOf },
];

const money = (
  title: string,
  currency: string,
  fields: readonly [amount: string, currency: string],
): Cell<Known>[] => [
  { title, fields, of: (row, at) => ({ decimals: toDecimal(BigInt(row[at] ?? 0), String(row[at + 1])) }) },
  { title: currency, fields: [fields[1]], of: textOf },
];

const cells: Readonly<Record<TransactionColumn, readonly Cell<Known>[]>> = {
  merchant: [{ title: titles.merchant, fields: ["merchantName"], of: textOf }],
  category,
  place: [
    {
      title: titles.place,
      fields: ["merchantCity", "merchantRegion", "merchantCountry"],
      of: (row, at) =>
        placeText({ city: textOf(row, at), region: textOf(row, at + 1), country: textOf(row, at + 2) }),
    },
  ],
  card: [
    { title: titles.card, fields: ["card.memo"], of: (row, at) => textOf(row, at) || null },
    {
      title: "Last four",
      fields: ["card.lastFour"],
      of: (row, at) => (textOf(row, at) === null ? null : lastFourText(String(row[at]))),
    },
  ],
  holder: [
    {
      title: titles.holder,
      fields: ["user.name"],
      of: (row, at, { names }) => (names ? textOf(row, at) : initials(String(row[at]))),
    },
  ],
  profile: [{ title: titles.profile, fields: ["spendingProfile.name"], of: textOf }],
  result: [
    {
      title: titles.result,
      fields: ["status", "amount"],
      of: (row, at) => transactionStateLabel({ status: String(row[at]), amount: BigInt(row[at + 1] ?? 0) }),
    },
    {
      title: "Reason",
      fields: [
        "status",
        "declineReasons",
        "spendingProfile.name",
        "rule.kind",
        "merchantCategory",
        "merchantCountry",
      ],
      of: reasonOf,
    },
  ],
  amount: money(titles.amount, "Currency", ["listedAmount", "currency"]),
  merchantAmount: money(titles.merchantAmount, "Merchant’s currency", ["merchantAmount", "merchantCurrency"]),
  receipt: [{ title: titles.receipt, fields: ["receipt"], of: labelled(receiptLabels) }],
  created: [
    {
      title: titles.created,
      fields: ["occurredAt"],
      of: (row, at, { time }) => time(isoTime(String(row[at]))),
    },
  ],
};

function reasonOf(row: readonly SqlValue[], at: number): string | null {
  if (row[at] !== "declined") return null;
  const kind = textOf(row, at + 3);
  const name = textOf(row, at + 2);
  const words = wordsOfDecline({
    declineReasons: JSON.parse(String(row[at + 1])),
    merchantCategory: String(row[at + 4]),
    merchantCountry: textOf(row, at + 5),
    spendingProfile: name === null ? null : { id: 0, name },
    rule: kind === null ? null : { kind },
  });
  return words?.title ?? null;
}

// The list shows the category beside the merchant, unless it has a column of its own.
function cellsOf(columns: readonly TransactionColumn[]): readonly Cell<Known>[] {
  return columns.flatMap((column) =>
    column === "merchant" && !columns.includes("category") ? [...cells.merchant, ...category] : cells[column],
  );
}
