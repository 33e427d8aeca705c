import { historyRules } from "@/lib/audit-log/history-list";
import { historyEntryShape } from "@/lib/audit-log/history-shapes";
import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { cardHistory } from "@/lib/cards/queries";
import { pageOf } from "@/lib/fields/shape";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { parseListQuery } from "@/lib/lists/list-query";

export const GET = described(
  {
    name: "card.history",
    summary: "Lists what happened to a card, newest first.",
    list: historyRules,
    answers: { 200: pageOf(historyEntryShape) },
  },
  async ({ actor, id, query }) => {
    const history = await cardHistory(
      await actorAt(actor, "Card", id),
      id,
      parseListQuery(historyRules, query),
    );
    await noteLook(actor, "Card", id);
    return json(history);
  },
);
