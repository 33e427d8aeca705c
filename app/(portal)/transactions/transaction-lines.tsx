import { countText } from "@/app/(portal)/_lists/count-text";
import { RowLink } from "@/components/data-table/row-link";
import { AppLink } from "@/components/ui/control/app-link";
import { StateBadge } from "@/components/ui/display/badge";
import { Money } from "@/components/ui/display/money";
import { Time } from "@/components/ui/display/time";
import type { Page } from "@/lib/lists/list-page";
import { transactionStateLabel } from "@/lib/transactions/transaction";
import type { TransactionRow } from "@/lib/transactions/transaction-row";
import { amountText, reasonText, transactionTone } from "./transaction-text";

/** The latest transactions of a card, one per line, and a link to all of them. */
export function TransactionLines({ page, allHref }: { page: Page<TransactionRow>; allHref: string }) {
  return (
    <div className="grid gap-3">
      <ul className="border-line border-t">
        {page.rows.map((row) => (
          <li
            key={row.id}
            className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 last:border-0"
          >
            <span className="min-w-0 flex-1">
              <RowLink href={`/transactions/${row.id}`}>
                <span className="truncate">{row.merchant.name}</span>
              </RowLink>
            </span>
            <span className="flex min-w-0 items-center gap-2 max-sm:order-1 max-sm:basis-full sm:w-72">
              <StateBadge tone={transactionTone(row)}>{transactionStateLabel(row)}</StateBadge>
              <span className="truncate text-muted text-sm">{reasonText(row)}</span>
            </span>
            <span className="text-end sm:w-28">
              <Money {...moneyOf(row)} />
            </span>
            <span className="text-end text-muted sm:w-24">
              <Time iso={row.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {page.total > page.rows.length ? (
        <AppLink href={allHref} className="w-fit font-medium text-accent underline-offset-4 hover:underline">
          All {countText(page.total, page.totalIsCapped, "transaction")}
        </AppLink>
      ) : null}
    </div>
  );
}

function moneyOf(row: TransactionRow) {
  const { text, isMuted } = amountText(row);
  return { text, muted: isMuted };
}
