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

export interface MoreFilterFieldsProps {
  /** The address of the list without the position. */
  href: string;
  currency: string;
  /** The holder that the list is filtered by now. */
  holder: Option | undefined;
  close: () => void;
}

const days = ["createdFrom", "createdTo", "usedSince", "notUsedSince"] as const;
const chosenNames = ["holder", "profile", "product"] as const;
const amounts = ["limitFrom", "limitTo"] as const;

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

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? "").trim();
    const faults: Record<string, string> = {};
    const limits: Record<string, string | null> = {};
    for (const name of amounts) {
      const amount = typed(name) === "" ? null : readAmount(typed(name), currency);
      if (typeof amount === "object" && amount) faults[name] = amount.fault;
      else if (amount !== null && amount < 0n) faults[name] = "Enter an amount of zero or more.";
      else limits[name] = amount?.toString() ?? null;
    }
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    const others = [...days, ...chosenNames.filter((name) => form.has(name))].map((name) => [
      name,
      typed(name),
    ]);
    const zone = days.some((name) => typed(name) !== "") ? ownZone() : null;
    go(listHref(path, now, { ...Object.fromEntries(others), ...limits, zone }));
    close();
  }

  function onChange({ target }: FormEvent<HTMLFormElement>) {
    const { name } = target as HTMLInputElement;
    setWrong(({ [name]: _, ...others }) => others);
  }

  const amountField = (name: (typeof amounts)[number], label: string) => (
    <MoneyField
      name={name}
      label={label}
      currency={currency}
      defaultValue={amountText(setTo(name), currency)}
      error={wrong[name]}
    />
  );
  const dayField = (name: (typeof days)[number], label: string) => (
    <TextField name={name} label={label} type="date" defaultValue={setTo(name)} />
  );
  return (
    <form onSubmit={onSubmit} onChange={onChange} noValidate className="grid gap-4 sm:grid-cols-2">
      {choices.holders.length > 0 ? (
        <HolderFilter people={choices.holders.map(optionOf)} chosen={holder} />
      ) : null}
      {(["profile", "product"] as const).map((name) =>
        choices[`${name}s`].length > 0 ? (
          <SelectField
            key={name}
            name={name}
            label={name === "profile" ? "Spending profile" : "Card product"}
            defaultValue={setTo(name)}
            options={[{ value: "", label: "Any" }, ...choices[`${name}s`].map(optionOf)]}
          />
        ) : null,
      )}
      {/* The two bounds of a pair stand side by side, however many fields there are above. */}
      <div className="grid gap-4 sm:col-span-2 sm:grid-cols-2">
        {amountField("limitFrom", "Limit from")}
        {amountField("limitTo", "Limit up to")}
        {dayField("createdFrom", "Created from")}
        {dayField("createdTo", "Created up to")}
        {dayField("usedSince", "Used since")}
        {dayField("notUsedSince", "Not used since")}
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
