import { Money } from "@/components/ui/display/money";
import { Time } from "@/components/ui/display/time";
import { Section } from "@/components/ui/layout/section";
import { formatMoney } from "@/lib/money";

/** The business's balance at the issuer and its time, in minor units. */
export function Balance({
  balance,
  asOf,
  currency,
}: {
  balance: number;
  asOf: string | null;
  currency: string;
}) {
  return (
    <Section title="Balance">
      <div className="grid gap-1">
        <Money size="large" text={formatMoney(BigInt(balance), currency)} />
        <p className="text-muted text-sm">
          {asOf === null ? (
            "The issuer has not stated it yet."
          ) : (
            <>
              At the issuer, as of <Time iso={asOf} exact />
            </>
          )}
        </p>
      </div>
    </Section>
  );
}
