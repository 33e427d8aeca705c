import { historyRules } from "@/lib/audit-log/history-list";
import { historyEntryShape } from "@/lib/audit-log/history-shapes";
import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { cardHistory } from "@/lib/cards/queries";
import { listing } from "@/lib/http/listing";

export const GET = listing(
  historyRules,
  { name: "card.history", summary: "Lists what happened to a card, newest first.", row: historyEntryShape },
  async ({ actor, id }, query) => {
    const history = await cardHistory(await actorAt(actor, "Card", id), id, query);
    await noteLook(actor, "Card", id);
    return history;
  },
);
