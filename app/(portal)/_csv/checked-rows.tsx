"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { countText } from "@/app/(portal)/_lists/count-text";
import { Button } from "@/components/ui/control/button";
import { type CheckedRow, isFaulty, type TableFile } from "@/lib/csv/table-file";

const shownAtOnce = 200;

/** The rows of a file. Rows with errors come first, each error next to its cell. On a phone, the
 *  cells of a row stand below one another. */
export function CheckedRows({
  columns: titles,
  rows,
}: {
  columns: TableFile<string>["columns"];
  rows: readonly CheckedRow[];
}) {
  const columns = Object.entries(titles);
  const [most, setMost] = useState(shownAtOnce);
  const ordered = [...rows.filter(isFaulty), ...rows.filter((row) => !isFaulty(row))];
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards must scroll it. */}
      <section aria-label="Rows of the file" tabIndex={0} className="overflow-x-auto border-line border-y">
        <table className="w-full border-collapse text-sm max-sm:block">
          <thead className="max-sm:hidden">
            <tr className="border-line border-b text-start text-muted">
              <th scope="col" className="px-2 py-2 text-end font-medium">
                Line
              </th>
              {columns.map(([name, title]) => (
                <th key={name} scope="col" className="whitespace-nowrap px-2 py-2 text-start font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {ordered.slice(0, most).map((row) => (
              <tr
                key={row.line}
                className="border-line border-b align-top last:border-0 max-sm:block max-sm:py-3"
              >
                <th
                  scope="row"
                  className="px-2 py-2 text-end font-normal text-muted tabular-nums max-sm:block max-sm:py-0 max-sm:text-start"
                >
                  <span className="sm:hidden">Line </span>
                  {row.line}
                </th>
                {columns.map(([name, title]) => (
                  <CheckedCell
                    key={name}
                    title={title}
                    text={row.cells[name] ?? ""}
                    fault={row.faults[name]}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {ordered.length > most ? (
        <div className="flex flex-wrap items-center gap-3 text-muted text-sm">
          <Button variant="outline" size="small" onClick={() => setMost(most + shownAtOnce)}>
            Show more
          </Button>
          {`${most.toLocaleString("en-US")} of ${countText(ordered.length, false, "row")}`}
        </div>
      ) : null}
    </div>
  );
}

function CheckedCell({ title, text, fault }: { title: string; text: string; fault: string | undefined }) {
  return (
    <td
      className={clsx(
        "max-w-64 px-2 py-2 max-sm:grid max-sm:max-w-none max-sm:grid-cols-[7rem_1fr] max-sm:gap-x-3 max-sm:py-0.5",
        text === "" && !fault && "max-sm:hidden",
      )}
    >
      <span aria-hidden="true" className="text-muted sm:hidden">
        {title}
      </span>
      <span className="min-w-0">
        <span className="block truncate max-sm:whitespace-normal max-sm:break-words">{text}</span>
        {fault ? <span className="block font-medium text-negative">{fault}</span> : null}
      </span>
    </td>
  );
}
