import { eventText } from "@/app/(portal)/_history/event-text";
import { cardEventText, withAnswers } from "@/app/(portal)/cards/[cardId]/card-event-text";
import type { HistoryEntry } from "@/lib/audit-log/history-entries";
import type { TargetNames } from "@/lib/dashboard/target-names";

/** The latest changes of one row, newest first: its name, its link, and the
 *  time of the last change. */
export interface ChangedThing {
  readonly key: string;
  readonly about: string;
  readonly href: string | null;
  readonly at: string;
  readonly texts: readonly string[];
}

const nouns: Readonly<Record<string, { name: string; path?: string }>> = {
  Card: { name: "Card", path: "/cards" },
  User: { name: "Person", path: "/users" },
  SpendingProfile: { name: "Spending profile", path: "/spending-profiles" },
  Account: { name: "Business", path: "/accounts" },
  Address: { name: "Address" },
  CardProduct: { name: "Card product" },
  AccountSetting: { name: "Setting" },
};

/** Groups entries, newest first: consecutive entries of the same row become one. */
export function changedThings(entries: readonly HistoryEntry[], names: TargetNames): ChangedThing[] {
  const runs: [HistoryEntry, ...HistoryEntry[]][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    if (run && targetOf(run[0]) === targetOf(entry)) run.push(entry);
    else runs.push([entry]);
  }
  return runs.map((run) => {
    const target = targetOf(run[0]);
    const isGone = entries.find((entry) => targetOf(entry) === target)?.action.endsWith(".delete") ?? false;
    return changedThing(run, names[target], isGone);
  });
}

const targetOf = ({ targetType, targetId }: HistoryEntry) => `${targetType} ${targetId}`;

function changedThing(
  run: [HistoryEntry, ...HistoryEntry[]],
  name: string | undefined,
  isGone: boolean,
): ChangedThing {
  const [{ id, at, targetType, targetId }] = run;
  const noun = nouns[targetType] ?? { name: "Record" };
  // A row without a name is not visible to the reader. The business always is.
  const isThere = !isGone && (name !== undefined || targetType === "Account");
  return {
    key: id,
    about: name ?? noun.name,
    href: noun.path !== undefined && isThere ? `${noun.path}/${targetId}` : null,
    at,
    texts: [...new Set(targetType === "Card" ? cardTexts(run) : run.map(eventText))],
  };
}

const cardTexts = (run: readonly HistoryEntry[]) =>
  withAnswers(run).map(({ entry, ...answered }) => cardEventText(entry, undefined, answered));
