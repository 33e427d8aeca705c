import { History } from "@/app/(portal)/_history/history";
import type { HistoryQuery } from "@/lib/audit-log/history-list";
import type { Actor } from "@/lib/auth/actor";
import { type CardFacts, cardHistory } from "@/lib/cards/queries";
import { cardEventText, withConfirmations } from "./card-event-text";

const entriesAtOnce = 12;

/** The history of a card, newest first. */
export async function CardHistory({
  actor,
  card,
  query,
}: {
  actor: Actor;
  card: CardFacts;
  query: HistoryQuery;
}) {
  const page = await cardHistory(actor, card.id, { ...query, pageSize: entriesAtOnce });
  const lines = withConfirmations(page.rows);
  const texts = new Map(
    lines.map(({ entry, confirmation }) => [entry, cardEventText(entry, card.currency, confirmation)]),
  );
  return (
    <History
      page={{ ...page, rows: lines.map(({ entry }) => entry) }}
      query={query}
      text={(entry) => texts.get(entry) ?? ""}
    />
  );
}
