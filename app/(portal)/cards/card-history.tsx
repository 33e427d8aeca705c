import type { HistoryQuery } from "@/lib/audit-log/history-list";
import type { Actor } from "@/lib/auth/actor";
import { cardHistory } from "@/lib/cards/queries";
import { History } from "../history";
import { cardEventText } from "./card-event-text";

const entriesAtOnce = 12;

/** What happened to the card, newest first. */
export async function CardHistory({ actor, cardId, query }: { actor: Actor; cardId: number; query: HistoryQuery }) {
  const page = await cardHistory(actor, cardId, { ...query, pageSize: entriesAtOnce });
  return <History page={page} query={query} text={cardEventText} />;
}
