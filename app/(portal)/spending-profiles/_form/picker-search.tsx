"use client";

import { Search } from "lucide-react";
import { useId } from "react";
import { describedBy, FieldNote } from "@/components/ui/form/field";

interface PickerSearchProps {
  /** What it finds, as its name and placeholder. */
  label: string;
  text: string;
  onSearch: (text: string) => void;
  /** What is wrong with the choice below it. */
  error: string | undefined;
}

/** The search over a list of checkboxes. Enter does not send the form around it. */
export function PickerSearch({ label, text, onSearch, error }: PickerSearchProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
          autoComplete="off"
          spellCheck={false}
          className="h-9 w-full rounded-control border border-control bg-surface ps-9 pe-3 hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-negative max-sm:h-11 max-sm:text-lg"
          {...describedBy(id, { error })}
        />
      </div>
      <FieldNote id={id} error={error} />
    </div>
  );
}
