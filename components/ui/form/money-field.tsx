"use client";

import type { ComponentProps } from "react";
import { currencySign, groupAmount } from "@/components/ui/display/amount-text";
import { TextField } from "./text-field";

type MoneyFieldProps = Omit<ComponentProps<typeof TextField>, "prefix" | "suffix" | "type"> & {
  currency: string;
  /** The number of decimal places of the currency. */
  digits?: number;
};

/** An amount as text. It posts what was typed, and shows it with its cents
 *  when the field loses focus. */
export function MoneyField({ currency, digits = 2, ...rest }: MoneyFieldProps) {
  return (
    <TextField
      {...rest}
      prefix={currencySign(currency)}
      suffix={<span className="text-sm">{currency}</span>}
      inputMode="decimal"
      autoComplete="off"
      onBlur={(event) => {
        event.currentTarget.value = groupAmount(event.currentTarget.value, digits);
      }}
    />
  );
}
