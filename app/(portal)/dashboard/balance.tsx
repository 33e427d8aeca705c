import { Money } from "@/components/ui/money";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { formatMoney } from "@/lib/money";

/** What the business has at the issuer, and as of when. Minor units. */
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
