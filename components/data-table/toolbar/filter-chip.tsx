"use client";

import { clsx } from "clsx";
import { ChevronDown, X } from "lucide-react";
import { startTransition, useOptimistic } from "react";
import { Popover } from "@/components/ui/overlay/popover";

export interface Filter {
  name: string;
  /** Text such as "State". The chip shows it until something is chosen. */
  label: string;
  /** The chosen value, or several with commas between. */
  value: string;
  options: readonly { value: string; label: string }[];
  /** More than one value can be chosen. */
  several?: boolean;
}

interface FilterChipProps {
  filter: Filter;
  onChange: (value: string) => void;
}

/** A filter in the toolbar of a list. */
export function FilterChip(props: FilterChipProps) {
  return props.filter.several ? <SeveralValues {...props} /> : <OneValue {...props} />;
}

const isSet = "border-accent bg-accent-soft text-accent";
const isFree = "border-control bg-surface hover:border-muted hover:bg-hover";
const chip = "h-8 rounded-control border font-medium text-sm transition-colors max-sm:h-11";

function OneValue({ filter: { name, label, value, options }, onChange }: FilterChipProps) {
  return (
    <span className="relative">
      <select
        name={name}
        aria-label={label}
        defaultValue={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={clsx(
          chip,
          "field-sizing-content max-w-48 appearance-none truncate ps-3 pe-8",
          value ? isSet : isFree,
        )}
      >
        <option value="">{label}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className={clsx(
          "pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2",
          value ? "text-accent" : "text-muted",
        )}
      />
    </span>
  );
}

function SeveralValues({ filter: { name, label, value, options }, onChange }: FilterChipProps) {
  // Shown at once, so that a second choice adds to the first while its rows are still loading.
  const [text, setText] = useOptimistic(value);
  const chosen = text === "" ? [] : text.split(",");

  function choose(values: readonly string[]) {
    startTransition(() => {
      setText(values.join());
      onChange(values.join());
    });
  }

  const names = options.flatMap((option) => (chosen.includes(option.value) ? [option.label] : []));
  return (
    <span className={clsx(chip, "inline-flex items-stretch", chosen.length > 0 ? isSet : isFree)}>
      <input type="hidden" name={name} value={text} />
      <Popover
        label={label}
        className="inline-flex max-w-64 items-center gap-2 rounded-control px-3"
        button={
          <>
            {label}
            {names.length > 0 ? <span className="truncate font-normal">{names.join(", ")}</span> : null}
            {names.length > 0 ? null : <ChevronDown aria-hidden="true" className="size-4 text-muted" />}
          </>
        }
      >
        {() => (
          <fieldset className="-m-2 grid">
            <legend className="sr-only">{label}</legend>
            {options.map((option) => (
              <label
                key={option.value}
                className="flex min-h-9 items-center gap-2.5 rounded-control px-2 hover:bg-hover max-sm:min-h-11"
              >
                <input
                  type="checkbox"
                  checked={chosen.includes(option.value)}
                  onChange={({ currentTarget: { checked } }) =>
                    choose(checked ? [...chosen, option.value] : chosen.filter((one) => one !== option.value))
                  }
                  className="size-4 accent-accent"
                />
                {option.label}
              </label>
            ))}
          </fieldset>
        )}
      </Popover>
      {chosen.length > 0 ? (
        <button
          type="button"
          aria-label={`Any ${label.toLowerCase()}`}
          onClick={() => choose([])}
          className="grid w-8 place-items-center rounded-control border-accent/40 border-s hover:bg-hover max-sm:w-11"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      ) : null}
    </span>
  );
}
