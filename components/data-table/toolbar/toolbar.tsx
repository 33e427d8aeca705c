"use client";

import { clsx } from "clsx";
import { ListFilter, X } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/control/button";
import { useList, useListLink } from "../list";
import { formHref, listHref } from "../list-href";
import { type Filter, FilterChip } from "./filter-chip";
import { SearchBox } from "./search-box";

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
  /** Shown at the right. */
  children?: ReactNode;
}

const pauseAfterTyping = 250;

/** Search and filters of a list in one line: a form with method GET that submits itself while the
 *  person types and chooses. On a phone, a button shows and hides the filters. */
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
  const [open, setOpen] = useState(false);
  useShown(form, search?.value ?? "", filters, send);

  function send(how?: { replace: boolean }, chosen: Readonly<Record<string, string>> = {}) {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (!form.current) return;
    const values = new FormData(form.current);
    for (const [name, value] of Object.entries(chosen)) values.set(name, value);
    go(formHref(path, values), how);
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

  const count = filters.filter((filter) => filter.value !== "").length + Object.keys(alsoNarrowedBy).length;
  const whenOpen = !open && "max-sm:hidden";
  return (
    <search>
      <form
        ref={form}
        action={path}
        onSubmit={onSubmit}
        autoComplete="off"
        className="flex items-center gap-2 max-sm:flex-wrap"
      >
        {Object.entries({ ...keep, ...alsoNarrowedBy }).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        {search ? <SearchBox {...search} onChange={sendSoon} onBlur={sendNow} /> : null}
        <FiltersButton count={count} open={open} onClick={() => setOpen(!open)} />
        <div className={clsx("toolbar-filters", whenOpen)}>
          {filters.map((filter) => (
            <FilterChip
              key={filter.name}
              filter={filter}
              onChange={(value) => send(undefined, { [filter.name]: value })}
            />
          ))}
          {more}
          <Button type="submit" variant="outline" size="small" className="[@media(scripting:enabled)]:hidden">
            Apply
          </Button>
          {count > 0 || search?.value ? <ClearLink path={path} keep={keep} /> : null}
        </div>
        {children ? (
          <div className={clsx("flex shrink-0 items-center gap-2 sm:ms-auto", whenOpen)}>{children}</div>
        ) : null}
      </form>
    </search>
  );
}

function FiltersButton({ count, open, onClick }: { count: number; open: boolean; onClick: () => void }) {
  return (
    <Button
      variant="outline"
      size="small"
      aria-expanded={open}
      aria-label={count > 0 ? `Filters, ${count} set` : "Filters"}
      onClick={onClick}
      className="sm:hidden max-sm:h-11"
    >
      <ListFilter aria-hidden="true" />
      {count > 0 ? count : null}
    </Button>
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
