"use client";

import type { ComponentProps } from "react";
import { TextField } from "@/components/ui/form/text-field";
import { parseMoney } from "@/lib/fields/typed-amount";
import { currencySign, groupedDecimal } from "@/lib/money";

type MoneyFieldProps = Omit<ComponentProps<typeof TextField>, "prefix" | "suffix" | "type"> & {
  currency: string;
};

/** An amount as text. It posts what was typed, and shows it with its cents when the field loses
 *  focus. What is no amount in the currency stays as it is, for the server to refuse. */
export function MoneyField({ currency, ...rest }: MoneyFieldProps) {
  return (
    <TextField
      {...rest}
      prefix={currencySign(currency)}
      suffix={<span className="text-sm">{currency}</span>}
      inputMode="decimal"
      autoComplete="off"
      onBlur={(event) => {
        const amount = parseMoney(event.currentTarget.value, currency);
        if (amount !== undefined && amount >= 0n)
          event.currentTarget.value = groupedDecimal(amount, currency);
      }}
    />
  );
}
