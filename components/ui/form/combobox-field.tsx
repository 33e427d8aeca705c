"use client";

import { Combobox } from "@base-ui/react/combobox";
import { clsx } from "clsx";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";
import type { Option } from "./select-field";
import { useFieldError } from "./use-field-error";

type ComboboxFieldProps = FieldProps & {
  /** All options, or the first ones when `search` finds the rest. */
  options: readonly Option[];
  /** Finds options on the server. It must reject when the search fails. */
  search?: (text: string) => Promise<readonly Option[]>;
  /** The initial value. Add it to `options` when it is not among them. */
  defaultValue?: string | undefined;
  placeholder?: string;
  /** Called with the chosen option, or with null when it was cleared. */
  onChoose?: (option: Option | null) => void;
};

/** A choice of one option out of many. Typing filters the options. Posts the value under `name`. */
export function ComboboxField({
  label,
  name,
  hint,
  error: givenError,
  optional,
  options,
  search,
  defaultValue,
  placeholder,
  onChoose,
}: ComboboxFieldProps) {
  const id = useId();
  const [chosen, setChosen] = useState<Option | null>(
    () => options.find((option) => option.value === defaultValue) ?? null,
  );
  const { error, place, edited } = useFieldError(givenError);
  const { found, isSearched, status, look } = useFound(options, search);
  // In a search, the first arrow key must not lead back to the choice before.
  const isMissing = chosen !== null && !isSearched && !found.some(({ value }) => value === chosen.value);
  const items = useMemo(
    () => (chosen && isMissing ? [chosen, ...found] : [...found]),
    [chosen, isMissing, found],
  );

  return (
    <Field {...{ id, label, hint, error, optional, place, edited }}>
      <Combobox.Root
        items={items}
        value={chosen}
        onValueChange={(option) => {
          setChosen(option);
          edited();
          onChoose?.(option);
        }}
        isItemEqualToValue={(option, value) => option.value === value.value}
        onInputValueChange={(text, { reason }) => {
          if (reason === "input-change" || reason === "input-clear") look(text);
        }}
        name={name}
        modal
        {...(search ? { filter: null } : {})}
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input
            id={id}
            placeholder={placeholder}
            className={clsx(controlLook, "pe-16")}
            {...describedBy(id, { hint, error })}
          />
          <div className="absolute inset-y-0 end-1.5 flex items-center text-muted">
            <Combobox.Clear
              aria-label="Clear"
              className="grid size-6 place-items-center rounded-control hover:bg-hover hover:text-ink"
            >
              <X aria-hidden="true" className="size-4" />
            </Combobox.Clear>
            <Combobox.Trigger
              aria-label="Show choices"
              className="grid size-6 place-items-center rounded-control hover:bg-hover hover:text-ink"
            >
              <ChevronsUpDown aria-hidden="true" className="size-4" />
            </Combobox.Trigger>
          </div>
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
            <Combobox.Popup className="w-(--anchor-width) rounded-surface bg-raised shadow-float transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0 forced-colors:border">
              <Combobox.Empty className="px-3 py-2 text-muted text-sm empty:hidden">
                {status ? null : "No matches. Try another spelling."}
              </Combobox.Empty>
              <Combobox.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
                {(option: Option) => (
                  <Combobox.Item
                    key={option.value}
                    value={option}
                    className="flex min-h-9 cursor-default select-none items-center gap-2 rounded-control px-2.5 py-1.5 outline-none data-highlighted:bg-pressed max-sm:min-h-11"
                  >
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {option.hint ? <span className="truncate text-muted text-sm">{option.hint}</span> : null}
                    <Combobox.ItemIndicator className="text-accent">
                      <Check aria-hidden="true" className="size-4" />
                    </Combobox.ItemIndicator>
                  </Combobox.Item>
                )}
              </Combobox.List>
              <Combobox.Status className="px-3 py-2 text-muted text-sm empty:hidden">
                {status}
              </Combobox.Status>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  );
}

const pauseBeforeLooking = 200;

function useFound(options: readonly Option[], search: ComboboxFieldProps["search"]) {
  const [found, setFound] = useState<readonly Option[] | null>(null);
  const [status, setStatus] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef("");
  const { contains } = Combobox.useFilter();
  useEffect(() => () => clearTimeout(timer.current), []);

  function look(text: string) {
    if (!search) return;
    latest.current = text;
    clearTimeout(timer.current);
    if (text.trim() === "") {
      setStatus(null);
      setFound(null);
      return;
    }
    setStatus("Searching …");
    // What matches already keeps its place when the answer comes, so nobody chooses a moving row.
    setFound((before) =>
      (before ?? options).filter(({ label, hint = "" }) => contains(label, text) || contains(hint, text)),
    );
    timer.current = setTimeout(() => void find(text, search), pauseBeforeLooking);
  }

  async function find(text: string, ask: (text: string) => Promise<readonly Option[]>) {
    try {
      const answer = await ask(text);
      if (latest.current !== text) return;
      setFound(answer);
      setStatus(null);
    } catch {
      if (latest.current === text) setStatus("Search is unavailable. Type again to retry.");
    }
  }

  return { found: found ?? options, isSearched: found !== null, status, look };
}
