"use client";

import { Inbox } from "lucide-react";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { Section } from "@/components/ui/layout/section";
import type { Arrival } from "@/lib/sandbox/arrivals";
import { ArrivalLine } from "./arrival-line";
import { useArrivals } from "./use-arrivals";

/** The newest transactions, and the issuer's messages about them as they come in. */
export function ArrivalList({ first }: { first: readonly Arrival[] }) {
  const { rows, isLive } = useArrivals(first);
  return (
    <Section title="What arrived" summary={isLive ? "Live" : "Not live at the moment. Retrying …"}>
      {rows.length === 0 ? (
        <EmptyState
          icon={<Inbox aria-hidden="true" />}
          title="Nothing yet"
          text="Send a purchase. Its steps and the issuer's messages appear here."
        />
      ) : (
        <ol className="grid">
          {rows.map((arrival) => (
            <ArrivalLine key={arrival.id} arrival={arrival} />
          ))}
        </ol>
      )}
    </Section>
  );
}
