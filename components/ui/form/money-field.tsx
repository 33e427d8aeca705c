"use client";

import type { ComponentProps } from "react";
import { currencySign, groupAmount } from "@/components/ui/display/amount-text";
import { TextField } from "./text-field";

type MoneyFieldProps = Omit<ComponentProps<typeof TextField>, "prefix" | "suffix" | "type"> & {
  currency: string;
  /** How many digits the currency has after the point. */
  digits?: number;
};

/** An amount as text: what was typed is posted, and shown with its cents once the field is left. */
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
