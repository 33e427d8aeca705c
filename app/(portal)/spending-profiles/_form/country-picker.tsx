"use client";

import { useState } from "react";
import type { Option } from "@/components/ui/form/select-field";
import { useFieldError } from "@/components/ui/form/use-field-error";
import { PickerSearch } from "./picker-search";

interface CountryPickerProps {
  /** The form field name of each chosen country. */
  name: string;
  countries: readonly Option[];
  chosenBefore: readonly string[];
  error: string | undefined;
}

/** Checkboxes for countries, chosen ones first, with a search over all of them. */
export function CountryPicker({ name, countries, chosenBefore, error: givenError }: CountryPickerProps) {
  const { error, place, edited } = useFieldError<HTMLFieldSetElement>(givenError);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(chosenBefore));
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const fits = ({ label, value }: Option) =>
    label.toLowerCase().includes(wanted) || value.toLowerCase() === wanted;
  const first = new Set(chosenBefore);
  const sorted = [
    ...countries.filter(({ value }) => first.has(value)),
    ...countries.filter(({ value }) => !first.has(value)),
  ];

  function turn(code: string, on: boolean) {
    edited();
    setChosen((before) => {
      const next = new Set(before);
      next[on ? "add" : "delete"](code);
      return next;
    });
  }

  return (
    <fieldset ref={place} className="grid gap-3">
      <legend className="sr-only">Countries</legend>
      <PickerSearch label="Find a country" text={search} onSearch={setSearch} error={error} />
      <p role="status" className="text-muted text-sm tabular-nums">
        {chosen.size} chosen
        {wanted === "" ? "" : ` · ${countries.filter(fits).length} found`}
      </p>
      <ul className="grid rounded-surface border border-line px-4 py-2 max-sm:max-h-96 sm:max-h-64 sm:grid-cols-2 sm:gap-x-6 overflow-y-auto">
        {sorted.map((country) => (
          <li key={country.value} hidden={!fits(country)}>
            <label className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-control max-sm:min-h-11">
              <input
                type="checkbox"
                name={name}
                value={country.value}
                checked={chosen.has(country.value)}
                onChange={(event) => turn(country.value, event.target.checked)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0 flex-1">{country.label}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
