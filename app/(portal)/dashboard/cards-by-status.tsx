import { StackedBar } from "@/components/ui/display/stacked-bar";
import { Section } from "@/components/ui/layout/section";
import { cardStatusLabels } from "@/lib/cards/card";
import type { StatusCount } from "@/lib/cards/list/cards-by-status";
import { cardTone } from "../cards/card-text";

/** The number of cards in each state. Each number links to its cards. */
export function CardsByStatus({ counts, isOwn }: { counts: readonly StatusCount[]; isOwn: boolean }) {
  return (
    <Section title={isOwn ? "Your cards" : "Cards"}>
      <StackedBar
        label="Cards by state"
        parts={counts
          .filter(({ status, count }) => status !== "other" || count > 0)
          .map(({ status, count, isCapped }) => ({
            label: cardStatusLabels[status],
            value: count,
            isCapped,
            tone: cardTone({ status, desiredStatus: null }),
            href: `/cards?status=${status}`,
          }))}
      />
    </Section>
  );
}
