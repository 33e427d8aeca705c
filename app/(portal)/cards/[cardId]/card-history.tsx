import { History } from "@/app/(portal)/_history/history";
import type { HistoryQuery } from "@/lib/audit-log/history-list";
import type { Actor } from "@/lib/auth/actor";
import { type CardFacts, cardHistory } from "@/lib/cards/queries";
import { cardEventText, withAnswers } from "./card-event-text";

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
  const lines = withAnswers(page.rows);
  const texts = new Map(
    lines.map(({ entry, ...answered }) => [entry, cardEventText(entry, card.currency, answered)]),
  );
  return (
    <History
      page={{ ...page, rows: lines.map(({ entry }) => entry) }}
      query={query}
      text={(entry) => texts.get(entry) ?? ""}
    />
  );
}
