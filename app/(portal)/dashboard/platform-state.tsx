import { countText } from "@/app/(portal)/_lists/count-text";
import { StackedBar } from "@/components/ui/display/stacked-bar";
import { Time } from "@/components/ui/display/time";
import { Section } from "@/components/ui/layout/section";
import { type AccountStatus, accountStatusLabels } from "@/lib/accounts/account";
import type { PlatformNumbers } from "@/lib/dashboard/queries";
import { accountTones } from "../accounts/account-text";

/** The state of the platform, for its operators. */
export function PlatformState({ platform }: { platform: PlatformNumbers }) {
  const { accountsByStatus, operationsWaiting, operationsWaitingIsCapped, oldestWaitingSince } = platform;
  const countOf = (status: string) => accountsByStatus.find((part) => part.status === status)?.count ?? 0;
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <Section title="Businesses">
        <StackedBar
          label="Businesses by state"
          parts={(Object.keys(accountStatusLabels) as AccountStatus[]).map((status) => ({
            label: accountStatusLabels[status],
            value: countOf(status),
            tone: accountTones[status],
            href: `/accounts?status=${status}`,
          }))}
        />
      </Section>
      <Section title="Waiting for the issuer">
        <div className="grid gap-1">
          <p className="font-semibold text-2xl tabular-nums tracking-tight">
            {operationsWaiting === 0
              ? "Nothing"
              : countText(operationsWaiting, operationsWaitingIsCapped, "change")}
          </p>
          <p className="text-muted text-sm">
            {oldestWaitingSince === null ? (
              "Everything that was asked for is confirmed."
            ) : (
              <>
                The oldest since <Time iso={oldestWaitingSince} exact />
              </>
            )}
          </p>
        </div>
      </Section>
    </div>
  );
}
