"use client";

import { type FormEvent, useEffect, useState } from "react";
import { MoneyField } from "@/app/_forms/money-field";
import { useList } from "@/components/data-table/list";
import { listHref } from "@/components/data-table/list-href";
import { Button } from "@/components/ui/control/button";
import { useOwnZone } from "@/components/ui/display/time-zone";
import { type Option, SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import type { CardFilterChoices, FilterChoice } from "@/lib/cards/list/card-filter-choices";
import { readAmount } from "@/lib/fields/typed-amount";
import { groupedDecimal } from "@/lib/money";
import { HolderFilter } from "./holder-filter";

/** A field of a filter: its name in the address, and its label. */
type Field = readonly [name: string, label: string];

/** The filters that a list has no room for: one of several by name, and bounds of amounts and
 *  days. */
export interface RareFilters {
  readonly profiles?: true;
  readonly products?: true;
  readonly choices?: readonly (readonly [...Field, options: readonly Option[]])[];
  readonly amounts: readonly Field[];
  readonly days: readonly Field[];
}

export interface MoreFilterFieldsProps {
  /** The address of the list without the position. */
  href: string;
  filters: RareFilters;
  currency: string;
  /** The holder that the list is filtered by now. */
  holder: Option | undefined;
  close: () => void;
}

/** The form of the rarely used filters. It renders once the choices are loaded. */
export default function MoreFilterFields(props: MoreFilterFieldsProps) {
  const choices = useChoices();
  return choices === undefined ? (
    <p role="status" className="text-muted">
      Loading …
    </p>
  ) : (
    <Fields {...props} choices={choices} />
  );
}

function Fields({
  href,
  filters,
  currency,
  holder,
  close,
  choices,
}: MoreFilterFieldsProps & { choices: CardFilterChoices }) {
  const { go } = useList();
  const ownZone = useOwnZone();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [path = "", search = ""] = href.split("?");
  const now = new URLSearchParams(search);
  const setTo = (name: string) => now.get(name) ?? "";
  const selects = selectsOf(filters, choices);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? "").trim();
    const faults: Record<string, string> = {};
    const bounds: Record<string, string | null> = {};
    for (const [name] of filters.amounts) {
      const amount = typed(name) === "" ? null : readAmount(typed(name), currency);
      if (typeof amount === "object" && amount) faults[name] = amount.fault;
      else if (amount !== null && amount < 0n) faults[name] = "Enter an amount of zero or more.";
      else bounds[name] = amount?.toString() ?? null;
    }
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    const days = filters.days.map(([name]) => name);
    const chosen = ["holder", ...selects.map(([name]) => name)].filter((name) => form.has(name));
    const others = [...days, ...chosen].map((name) => [name, typed(name)]);
    const zone = days.some((name) => typed(name) !== "") ? ownZone() : null;
    go(listHref(path, now, { ...Object.fromEntries(others), ...bounds, zone }));
    close();
  }

  function onChange({ target }: FormEvent<HTMLFormElement>) {
    const { name } = target as HTMLInputElement;
    setWrong(({ [name]: _, ...others }) => others);
  }

  const amountField = ([name, label]: Field) => (
    <MoneyField
      key={name}
      name={name}
      label={label}
      currency={currency}
      defaultValue={amountText(setTo(name), currency)}
      error={wrong[name]}
    />
  );
  const dayField = ([name, label]: Field) => (
    <TextField key={name} name={name} label={label} type="date" defaultValue={setTo(name)} />
  );
  return (
    <form onSubmit={onSubmit} onChange={onChange} noValidate className="grid gap-4 sm:grid-cols-2">
      {choices.holders.length > 0 ? (
        <HolderFilter people={choices.holders.map(optionOf)} chosen={holder} />
      ) : null}
      {selects.map(([name, label, options]) => (
        <SelectField
          key={name}
          name={name}
          label={label}
          defaultValue={setTo(name)}
          options={[{ value: "", label: "Any" }, ...options]}
        />
      ))}
      {/* The two bounds of a pair stand side by side, however many fields there are above. */}
      <div className="grid gap-4 sm:col-span-2 sm:grid-cols-2">
        {filters.amounts.map(amountField)}
        {filters.days.map(dayField)}
      </div>
      <p className="text-muted text-sm sm:col-span-2">Days begin and end in your time zone, {ownZone()}.</p>
      <div className="-mb-4 sticky bottom-0 bg-raised pb-4 sm:col-span-2">
        <Button type="submit" size="small">
          Apply
        </Button>
      </div>
    </form>
  );
}

// A business without profiles has none to choose from.
function selectsOf({ profiles, products, choices = [] }: RareFilters, offered: CardFilterChoices) {
  const named = [
    ...(profiles ? [["profile", "Spending profile", offered.profiles.map(optionOf)] as const] : []),
    ...(products ? [["product", "Card product", offered.products.map(optionOf)] as const] : []),
  ];
  return [...named, ...choices].filter(([, , options]) => options.length > 0);
}

const optionOf = ({ id, name, hint }: FilterChoice): Option => ({
  value: String(id),
  label: name,
  ...(hint !== undefined && { hint }),
});

const amountText = (minor: string, currency: string) =>
  /^\d{1,10}$/.test(minor) ? groupedDecimal(BigInt(minor), currency) : minor;

// The other filters work without the choices.
const maxWaitMilliseconds = 3_000;
const noChoices: CardFilterChoices = { holders: [], profiles: [], products: [] };

/** The choices. Undefined until the server answers. When it does not
 *  answer, the form offers none. */
function useChoices(): CardFilterChoices | undefined {
  const [choices, setChoices] = useState<CardFilterChoices>();
  useEffect(() => {
    const leaving = new AbortController();
    fetch("/cards/filter-choices", {
      signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(maxWaitMilliseconds)]),
    })
      .then(async (answer) => setChoices(answer.ok ? await answer.json() : noChoices))
      .catch(() => leaving.signal.aborted || setChoices(noChoices));
    return () => leaving.abort();
  }, []);
  return choices;
}
