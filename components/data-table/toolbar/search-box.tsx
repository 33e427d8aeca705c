"use client";

import { Search } from "lucide-react";

interface SearchBoxProps {
  name: string;
  label: string;
  value: string;
  onChange: () => void;
  onBlur: () => void;
}

/** The search of a list. */
export function SearchBox({ name, label, value, onChange, onBlur }: SearchBoxProps) {
  return (
    <div className="relative w-62 shrink-0 max-lg:w-48 max-sm:w-auto max-sm:flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name={name}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        defaultValue={value}
        onChange={onChange}
        onBlur={onBlur}
        spellCheck={false}
        className="peer h-8 w-full rounded-control border border-control bg-surface ps-8 pe-8 transition-colors hover:border-muted focus-visible:outline-offset-0 max-sm:h-11 max-sm:text-lg"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute end-2 top-1/2 -translate-y-1/2 rounded border border-line px-1.5 font-mono text-muted text-xs peer-focus:hidden peer-not-placeholder-shown:hidden max-sm:hidden [[data-shortcuts=off]_&]:hidden"
      >
        /
      </span>
    </div>
  );
}
