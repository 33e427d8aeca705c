import { AppLink } from "@/components/ui/control/app-link";
import { Time } from "@/components/ui/display/time";
import { Section } from "@/components/ui/layout/section";
import type { HistoryEntry } from "@/lib/audit-log/history-entries";
import type { TargetNames } from "@/lib/dashboard/target-names";
import { type ChangedThing, changedThings } from "./change-text";

/** The latest changes, newest first. */
export function LatestChanges({ entries, names }: { entries: readonly HistoryEntry[]; names: TargetNames }) {
  return (
    <Section title="Latest changes">
      {entries.length === 0 ? (
        <p className="text-muted">Nothing has changed yet. What people and the issuer do shows here.</p>
      ) : (
        <ol className="grid">
          {changedThings(entries, names).map((thing) => (
            <Changed key={thing.key} thing={thing} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Changed({ thing: { about, href, at, texts } }: { thing: ChangedThing }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 border-line border-b py-2.5 [overflow-wrap:anywhere] first:pt-0 last:border-0">
      {href === null ? (
        <span className="font-medium">{about}</span>
      ) : (
        <AppLink href={href} className="w-fit font-medium underline-offset-4 hover:underline">
          {about}
        </AppLink>
      )}
      <span className="text-muted text-sm">
        <Time iso={at} />
      </span>
      <ul className="col-span-2 text-muted">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </li>
  );
}
