import { AppLink } from "@/components/ui/control/app-link";
import { ButtonLink } from "@/components/ui/control/button";
import { Section } from "@/components/ui/layout/section";
import type { Actor } from "@/lib/auth/actor";
import { reachFor } from "@/lib/permissions";
import type { TransactionFacts } from "@/lib/transactions/queries";

/** Why a purchase was declined, and what the reader can do about it. */
export function Decline({ actor, transaction }: { actor: Actor; transaction: TransactionFacts }) {
  const { decline, card, spendingProfile } = transaction;
  if (decline === null) return null;
  const profile = decline.ruleKind !== null && reachFor(actor, "spending-profile.see") && spendingProfile;
  return (
    <Section title={decline.title}>
      <div className="grid gap-2">
        <p>
          {decline.text} <span className="font-mono text-muted text-sm">{decline.code}</span>
        </p>
        {decline.others.length > 0 ? (
          <p className="text-muted">It would also have been declined: {decline.others.join(", ")}.</p>
        ) : null}
      </div>
      {decline.nextStep === null ? null : (
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-line border-t pt-4">
          <div className="grid min-w-0 gap-0.5">
            <h3 className="font-medium">What you can do</h3>
            <p className="text-muted">{decline.nextStep}</p>
          </div>
          {profile ? (
            <ButtonLink href={`/spending-profiles/${profile.id}`} variant="outline" size="small">
              Open {profile.name}
            </ButtonLink>
          ) : (
            <ButtonLink href={`/cards/${card.id}`} variant="outline" size="small">
              Open the card
            </ButtonLink>
          )}
        </div>
      )}
      <AppLink
        href={`/transactions?reason=${decline.code}`}
        className="w-fit font-medium text-accent text-sm underline-offset-4 hover:underline"
      >
        All declines for this reason
      </AppLink>
    </Section>
  );
}
