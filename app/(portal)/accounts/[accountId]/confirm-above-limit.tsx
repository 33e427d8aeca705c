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
    <Section title="Identity check for high limits">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>Raising a card's limit or load above {text} asks people to confirm that it's them.</p>
        <ConfirmDialog
          hidden={{ accountId, version }}
          action={setConfirmAboveLimitAction}
          title="Change the identity check threshold"
          text="Applies when a card's limit or load goes above this amount, its limit is removed, or its period gets shorter. API keys can't do this."
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
