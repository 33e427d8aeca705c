import { AppLink } from "@/components/ui/control/app-link";
import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";
import { UsedBar } from "@/components/ui/display/used-bar";
import { Section } from "@/components/ui/layout/section";
import type { EffectiveLimit } from "@/lib/cards/spending/effective-limits";
import { formatMoney } from "@/lib/money";

const windows: Readonly<
  Record<EffectiveLimit["window"], { readonly label: string; readonly meaning: string }>
> = {
  purchase: { label: "Per purchase", meaning: "Each purchase by itself" },
  day: { label: "Per day", meaning: "Calendar day, US Eastern" },
  week: { label: "Per week", meaning: "From Monday, US Eastern" },
  month: { label: "Per month", meaning: "Calendar month, US Eastern" },
  rolling_month: { label: "Per month", meaning: "Rolling period, ending with each purchase" },
  year: { label: "Per year", meaning: "Calendar year, US Eastern" },
  rolling_year: { label: "Per year", meaning: "Rolling period, ending with each purchase" },
  total: { label: "In total", meaning: "Never starts again" },
};

const states: Readonly<
  Record<EffectiveLimit["state"], { readonly label: string; readonly tone: StateTone }>
> = {
  active: { label: "In force", tone: "active" },
  shadow: { label: "Shadow", tone: "pending" },
  waiting: { label: "Waiting for the issuer", tone: "pending" },
};

/** The limits of a card and of its spending profile, and what is used of them. */
export function CardLimits({ limits, currency }: { limits: readonly EffectiveLimit[]; currency: string }) {
  return (
    <Section title="Limits" summary={limits.length > 0 ? "Every one must have room for a purchase." : null}>
      {limits.length === 0 ? (
        <p className="text-muted">None. The card spends up to the balance of your business.</p>
      ) : (
        <ul>
          {limits.map((limit) => (
            <li
              key={`${limit.source} ${limit.profile?.id} ${limit.profile?.version} ${limit.window} ${limit.unit}`}
              className="grid items-start gap-x-6 gap-y-1 border-line border-b py-3 last:border-0 sm:grid-cols-[10rem_minmax(0,1fr)_8rem] lg:grid-cols-[12rem_minmax(0,1fr)_8rem_11rem_9rem]"
            >
              <LimitLine limit={limit} currency={currency} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function LimitLine({ limit, currency }: { limit: EffectiveLimit; currency: string }) {
  const { label, meaning } = windows[limit.window];
  const state = states[limit.state];
  const inUnit = (amount: number) =>
    limit.unit === "amount"
      ? formatMoney(BigInt(amount), currency)
      : `${amount.toLocaleString("en-US")} ${amount === 1 ? "purchase" : "purchases"}`;
  return (
    <>
      <span>
        <span className="block font-medium">{label}</span>
        <span className="block text-muted text-sm">{meaning}</span>
      </span>
      {limit.used === null ? (
        <span className="tabular-nums">
          <span className="font-medium">{inUnit(limit.limit)}</span> at most
        </span>
      ) : (
        <UsedBar
          used={limit.used}
          limit={limit.limit}
          isDimmed={limit.state !== "active"}
          text={
            <>
              {limit.unit === "amount" ? inUnit(limit.used) : limit.used} of {inUnit(limit.limit)}
            </>
          }
        />
      )}
      <span className="tabular-nums sm:text-end">
        {inUnit(limit.left)} <span className="text-muted text-sm">left</span>
      </span>
      <span className="text-sm">
        <span className="block">
          {limit.profile ? (
            <AppLink
              href={`/spending-profiles/${limit.profile.id}`}
              className="underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {limit.profile.name}
            </AppLink>
          ) : (
            "This card"
          )}
        </span>
        {limit.resetsAt === null ? null : (
          <span className="block text-muted">
            Resets <Time iso={limit.resetsAt} />
          </span>
        )}
      </span>
      <span className="text-sm">
        <StateBadge tone={state.tone}>{state.label}</StateBadge>
      </span>
    </>
  );
}
