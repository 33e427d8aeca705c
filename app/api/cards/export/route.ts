import { parseCardColumns } from "@/lib/cards/list/card-columns";
import { cardListRules } from "@/lib/cards/list/card-list";
import { cardsAsCsv } from "@/lib/cards/list/cards-as-csv";
import { exportCards } from "@/lib/cards/list/export-cards";
import { exportedFile } from "@/lib/http/exported-file";
import { endpoint } from "@/lib/http/route-handler";
import { requireListQuery } from "@/lib/lists/list-faults";
import { hrefFor } from "@/lib/lists/list-query";

/** All cards of a list as CSV. Takes `columns`, and the filters, search and sort of `/api/cards`,
 *  in the address. Answers INVALID_INPUT for a parameter that is not one of these. A POST, because
 *  every export is recorded. */
export const POST = endpoint(async ({ actor, query }) => {
  const { after, before, end, ...list } = requireListQuery(cardListRules, query);
  const columns = parseCardColumns(query.get("columns") ?? undefined);
  return exportedFile(actor, "cards", cardsAsCsv(actor, list, columns), () =>
    exportCards(actor, { list: hrefFor(cardListRules, list), columns: [...columns] }),
  );
});
