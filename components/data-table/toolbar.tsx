"use client";

import { clsx } from "clsx";
import { ChevronDown, Search, X } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/control/button";
import { useList, useListLink } from "./list";
import { formHref, listHref } from "./list-href";

export interface Filter {
  name: string;
  /** Text such as "Status". The chip shows it until something is chosen. */
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
}

interface ToolbarProps {
  /** The address of the list without its search part. */
  path: string;
  search?: { name: string; label: string; value: string };
  filters?: readonly Filter[];
  /** Parameters that stay unchanged, such as the sort. */
  keep?: Readonly<Record<string, string>>;
  /** Filters that are set elsewhere. They stay until everything is cleared. */
  alsoNarrowedBy?: Readonly<Record<string, string>>;
  /** Shown after the filters. */
  more?: ReactNode;
  children?: ReactNode;
}

const pauseAfterTyping = 250;

/** Search and filters of a list: a form with method GET that submits itself while the person
 *  types and chooses. */
export function Toolbar({
  path,
  search,
  filters = [],
  keep = {},
  alsoNarrowedBy = {},
  more,
  children,
}: ToolbarProps) {
  const { go } = useList();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useShown(form, search?.value ?? "", filters, send);

  function send(how?: { replace: boolean }) {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (form.current) go(formHref(path, new FormData(form.current)), how);
  }

  function sendSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send({ replace: true }), pauseAfterTyping);
  }

  // A person who leaves the box may be about to leave the page, and a late submit
  // would undo that navigation.
  function sendNow() {
    if (timer.current !== undefined) send({ replace: true });
  }

  function onSubmit(event: FormEvent) {
    // React bubbles the submit events of overlays inside the list to this form too.
    if (event.target !== form.current) return;
    event.preventDefault();
    send();
  }

  const narrowed =
    Boolean(search?.value) ||
    filters.some((filter) => filter.value !== "") ||
    Object.keys(alsoNarrowedBy).length > 0;
  return (
    <search>
      <form
        ref={form}
        action={path}
        onSubmit={onSubmit}
        autoComplete="off"
        className="flex flex-wrap items-center gap-2"
      >
        {Object.entries({ ...keep, ...alsoNarrowedBy }).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        {search ? <SearchBox {...search} onChange={sendSoon} onBlur={sendNow} /> : null}
        {filters.map((filter) => (
          <FilterChip key={filter.name} filter={filter} onChange={() => send()} />
        ))}
        {more}
        <Button type="submit" variant="outline" size="small" className="[@media(scripting:enabled)]:hidden">
          Apply
        </Button>
        {narrowed ? <ClearLink path={path} keep={keep} /> : null}
        {children ? <div className="ms-auto flex items-center gap-2">{children}</div> : null}
      </form>
    </search>
  );
}

interface SearchBoxProps {
  name: string;
  label: string;
  value: string;
  onChange: () => void;
  onBlur: () => void;
}

function SearchBox({ name, label, value, onChange, onBlur }: SearchBoxProps) {
  return (
    <div className="relative w-72 max-sm:w-full">
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

function FilterChip({ filter, onChange }: { filter: Filter; onChange: () => void }) {
  return (
    <span className="relative">
      <select
        name={filter.name}
        aria-label={filter.label}
        defaultValue={filter.value}
        onChange={onChange}
        className={clsx(
          "field-sizing-content h-8 max-w-48 appearance-none truncate rounded-control border ps-3 pe-8 font-medium text-sm transition-colors max-sm:h-11",
          filter.value
            ? "border-accent bg-accent-soft text-accent"
            : "border-control bg-surface hover:border-muted hover:bg-hover",
        )}
      >
        <option value="">{filter.label}</option>
        {filter.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className={clsx(
          "pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2",
          filter.value ? "text-accent" : "text-muted",
        )}
      />
    </span>
  );
}

function ClearLink({ path, keep }: { path: string; keep: Readonly<Record<string, string>> }) {
  const follow = useListLink();
  return (
    <a
      href={listHref(path, [], keep)}
      onClick={follow}
      className="inline-flex h-8 items-center gap-1 rounded-control px-2 font-medium text-muted text-sm hover:bg-hover hover:text-ink max-sm:h-11"
    >
      <X aria-hidden="true" className="size-4" />
      Clear
    </a>
  );
}

/** Syncs the fields when the address changes in another way than by this form, such as "back".
 *  Keeps what is being typed. Submits what was typed or chosen before the page was interactive. */
function useShown(
  form: { current: HTMLFormElement | null },
  search: string,
  filters: readonly Filter[],
  send: (how: { replace: boolean }) => void,
) {
  const shown = JSON.stringify([search, filters.map(({ name, value }) => [name, value])]);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` holds both by value.
  useEffect(() => {
    const box = form.current?.querySelector<HTMLInputElement>("input[type=search]");
    const chips = filters.flatMap(({ name, value }) => {
      const chip = form.current?.elements.namedItem(name);
      return chip instanceof HTMLSelectElement ? [{ chip, value }] : [];
    });
    const wasEarly =
      isFirst.current &&
      ((box && box.value !== search) || chips.some(({ chip, value }) => chip.value !== value));
    isFirst.current = false;
    if (wasEarly) return send({ replace: true });
    if (box && box !== document.activeElement) box.value = search;
    for (const { chip, value } of chips) chip.value = value;
  }, [shown]);
}
