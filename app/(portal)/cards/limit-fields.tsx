import type { Failed } from "@/app/_forms/confirm-dialog";
import { MoneyField } from "@/app/_forms/money-field";
import { SelectField } from "@/components/ui/form/select-field";
import { limitWindowOptions } from "./limit-windows";

interface LimitFieldsProps {
  currency: string;
  /** The initial limit. */
  limit?: { readonly amount: string; readonly window: string } | null;
  failed: Failed | null;
}

/** The names of the limit fields in a form. */
export const limitFieldNames = ["spendLimit", "spendLimitDuration"];

/** Fields for a limit: an amount and a period. */
export function LimitFields({ currency, limit, failed }: LimitFieldsProps) {
  return (
    <>
      <MoneyField
        label="Spend limit"
        name="spendLimit"
        currency={currency}
        defaultValue={failed?.values.spendLimit ?? limit?.amount}
        error={failed?.fields.spendLimit}
        hint="Leave empty for no card limit."
      />
      <SelectField
        label="Period"
        name="spendLimitDuration"
        options={limitWindowOptions}
        defaultValue={failed?.values.spendLimitDuration ?? limit?.window ?? "monthly"}
        error={failed?.fields.spendLimitDuration}
        hint="Rolling period, ending with each purchase."
      />
    </>
  );
}
