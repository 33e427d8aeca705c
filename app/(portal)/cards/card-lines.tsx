import { countText } from "@/app/(portal)/_lists/count-text";
import { RowLink } from "@/components/data-table/row-link";
import { AppLink } from "@/components/ui/control/app-link";
import { StateBadge } from "@/components/ui/display/badge";
import { LastFour } from "@/components/ui/display/last-four";
import { cardStateLabel } from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";
import type { Page } from "@/lib/lists/list-page";
import { cardTone, limitText } from "./card-text";

interface CardLinesProps {
  page: Page<CardRow>;
  currency: string;
  /** The address of the full list. */
  allHref?: string;
  showHolder?: boolean;
}

/** The first cards of a list, one per line, and a link to all of them. */
export function CardLines({ page, currency, allHref, showHolder = false }: CardLinesProps) {
  return (
    <div className="grid gap-3">
      <ul className="border-line border-t">
        {page.rows.map((card) => (
          <li
            key={card.id}
            className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 last:border-0"
          >
            <span className="min-w-0 flex-1">
              <RowLink href={`/cards/${card.id}`}>
                <span className={card.memo === null ? "truncate text-muted" : "truncate"}>
                  {card.memo ?? "No memo"}
                </span>
                {card.lastFour === null ? null : <LastFour digits={card.lastFour} />}
              </RowLink>
            </span>
            <span className="contents text-muted max-sm:order-1 max-sm:flex max-sm:basis-full max-sm:justify-between max-sm:gap-4 max-sm:text-sm max-sm:empty:hidden">
              {showHolder ? <span className="w-44 truncate max-sm:w-auto">{card.holder.name}</span> : null}
              <span className="w-44 text-end tabular-nums max-sm:w-auto">{limitText(card, currency)}</span>
            </span>
            <span className="sm:w-28">
              <StateBadge tone={cardTone(card)}>{cardStateLabel(card)}</StateBadge>
            </span>
          </li>
        ))}
      </ul>
      {allHref !== undefined && page.total > page.rows.length ? (
        <AppLink href={allHref} className="w-fit font-medium text-accent underline-offset-4 hover:underline">
          Show all {countText(page.total, page.totalIsCapped, "card")}
        </AppLink>
      ) : null}
    </div>
  );
}
