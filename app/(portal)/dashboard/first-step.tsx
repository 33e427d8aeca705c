import { CreditCard } from "lucide-react";
import { ButtonLink } from "@/components/ui/control/button";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { Section } from "@/components/ui/layout/section";

/** The empty state while there are no cards. */
export function FirstStep({ mayIssue }: { mayIssue: boolean }) {
  return (
    <Section title="Cards">
      <EmptyState
        icon={<CreditCard aria-hidden="true" />}
        title="No cards yet"
        text={
          mayIssue
            ? "Issue the first card: choose who holds it and how much it may spend."
            : "Ask an owner or admin of your business for a card."
        }
        action={mayIssue ? <ButtonLink href="/cards/new">Issue the first card</ButtonLink> : null}
      />
    </Section>
  );
}
