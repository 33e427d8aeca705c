import { historyRules } from "@/lib/audit-log/history-list";
import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { cardHistory } from "@/lib/cards/queries";
import { endpoint, json } from "@/lib/http";
import { parseListQuery } from "@/lib/list-query";

/** What happened to a card, newest first. */
export const GET = endpoint(async ({ actor, id, query }) => {
  const history = await cardHistory(await actorAt(actor, "Card", id), id, parseListQuery(historyRules, query));
  await noteLook(actor, "Card", id);
  return json(history);
});
