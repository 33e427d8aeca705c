import { Download } from "lucide-react";
import { countText } from "@/app/(portal)/_lists/count-text";
import { buttonLook } from "@/components/ui/control/button";
import type { CardColumn } from "@/lib/cards/list/card-columns";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor } from "@/lib/lists/list-query";

interface ExportCardsProps {
  query: CardListQuery;
  columns: readonly CardColumn[];
  page: Page<unknown>;
}

/** Downloads all cards of the list, not only the page, with the columns that are shown: "Export
 *  12,431 cards". */
export function ExportCards({ query, columns, page }: ExportCardsProps) {
  const { after, before, end, ...list } = query;
  const parameters = new URLSearchParams(hrefFor(cardListRules, list));
  parameters.set("columns", columns.join());
  return (
    <a
      href={`/api/cards/export?${parameters}`}
      download
      className={buttonLook({ variant: "outline", size: "small" })}
    >
      <Download aria-hidden="true" />
      Export {countText(page.total, page.totalIsCapped, "card")}
    </a>
  );
}
