"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { MoneyField } from "@/app/_forms/money-field";
import { Button } from "@/components/ui/control/button";
import { Section } from "@/components/ui/layout/section";
import { formatMoney, groupedDecimal } from "@/lib/money";
import { setConfirmAboveLimitAction } from "../actions";

interface ConfirmAboveLimitProps {
  readonly accountId: number;
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly version: number;
}

/** Above which amount people confirm who they are to raise a card's limit, for owners, who may
 *  change it. */
export function ConfirmAboveLimit({ accountId, amount, currency, version }: ConfirmAboveLimitProps) {
  const text = formatMoney(BigInt(amount), currency);
  return (
    <Section title="Raising limits">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>People confirm that it's them to raise a card's limit above {text}.</p>
        <ConfirmDialog
          hidden={{ accountId, version }}
          action={setConfirmAboveLimitAction}
          title="When do people confirm who they are?"
          text="To raise a card's limit above this amount, or to remove it, people enter their password or use their second factor. API keys can't raise limits above it."
          verb="Save"
          fields={["confirmAboveLimit"]}
          opening={{
            trigger: (
              <Button variant="outline" size="small">
                Change
              </Button>
            ),
          }}
        >
          {(failed) => (
            <MoneyField
              label="Above"
              name="confirmAboveLimit"
              currency={currency}
              error={failed?.fields.confirmAboveLimit}
              defaultValue={failed?.values.confirmAboveLimit ?? groupedDecimal(BigInt(amount), currency)}
            />
          )}
        </ConfirmDialog>
      </div>
    </Section>
  );
}
