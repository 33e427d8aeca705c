"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { LoaderCircle, Search, X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { paletteCommands } from "./palette-commands";
import {
  isCommand,
  type PaletteCommand,
  type PaletteEntry,
  type PaletteGroup,
  type PalettePage,
} from "./palette-entry";
import { useFoundEntries } from "./use-found-entries";

interface PaletteProps {
  pages: readonly PalettePage[];
  recent: readonly PaletteEntry[];
  findAt: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (entry: PaletteEntry) => void;
}

/** Finds pages, rows and actions by a few letters. Actions open dialogs
 *  that ask for confirmation. */
export function Palette({ open, onOpenChange, ...rest }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-x-2 top-2 z-50 mx-auto flex max-h-[min(32rem,calc(100dvh-1rem))] max-w-[36rem] flex-col overflow-hidden rounded-surface bg-raised shadow-float outline-none transition-[scale,opacity] duration-120 ease-out data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-[12dvh] forced-colors:border">
          <Dialog.Title className="sr-only">Search or run a command</Dialog.Title>
          <Finder {...rest} close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Entry = PaletteEntry | PaletteCommand;

type FinderProps = Omit<PaletteProps, "open" | "onOpenChange"> & { close: () => void };

// Mounted with the dialog, so that it opens empty each time.
function Finder({ pages, recent, findAt, onChoose, close }: FinderProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const { groups: found, isSearching, failed } = useFoundEntries(findAt, wanted);
  const groups = shownGroups(wanted, pages, recent, found);

  function choose(entry: Entry) {
    close();
    if (isCommand(entry)) return entry.run();
    onChoose(entry);
    router.push(entry.href as Route);
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(entry: Entry) => entry.label}
      value={text}
      onValueChange={(next, { reason }) => {
        if (reason !== "item-press") setText(next);
      }}
    >
      <div className="flex items-center gap-3 border-line border-b ps-4 pe-1.5">
        {isSearching ? (
          <LoaderCircle aria-hidden="true" className="size-4 shrink-0 animate-spin text-muted" />
        ) : (
          <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
        )}
        <Autocomplete.Input
          aria-label="Search or run a command"
          placeholder="Search or run a command"
          spellCheck={false}
          autoComplete="off"
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted max-sm:text-lg"
        />
        <Dialog.Close
          aria-label="Close"
          className="grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-hover hover:text-ink max-sm:size-11"
        >
          <X aria-hidden="true" className="size-4" />
        </Dialog.Close>
      </div>
      <Autocomplete.Status className="px-4 py-3 text-muted text-sm empty:hidden">
        {statusText({ isSearching, failed, isEmpty: groups.length === 0 })}
      </Autocomplete.Status>
      <Autocomplete.List
        data-searching={isSearching ? "" : undefined}
        className="min-h-0 scroll-py-2 overflow-y-auto overscroll-contain p-2 transition-opacity data-empty:hidden data-searching:opacity-60"
      >
        {({ label, items }: { label: string; items: readonly Entry[] }) => (
          <Autocomplete.Group key={label} items={items} className="not-last:mb-2">
            <Autocomplete.GroupLabel className="px-2.5 py-1 text-muted text-xs">
              {label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: Entry) => (
                <Autocomplete.Item
                  key={isCommand(entry) ? entry.label : entry.href}
                  value={entry}
                  // A result for an older text is not what the person means.
                  disabled={
                    isSearching && !isCommand(entry) && !pages.includes(entry) && !recent.includes(entry)
                  }
                  onClick={() => choose(entry)}
                  className="flex min-h-9 cursor-default select-none items-center gap-3 rounded-control px-2.5 py-1.5 outline-none data-highlighted:bg-pressed max-sm:min-h-11"
                >
                  <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                  {"hint" in entry ? (
                    <span className="max-w-[50%] truncate text-muted text-sm">{entry.hint}</span>
                  ) : null}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function shownGroups(
  wanted: string,
  pages: readonly PalettePage[],
  recent: readonly PaletteEntry[],
  found: readonly PaletteGroup[],
) {
  const isStart = wanted === "";
  const others = pages.filter(({ href }) => !recent.some((entry) => entry.href === href));
  const known = [
    { label: "Recent", entries: isStart ? recent : [] },
    { label: "Pages", entries: isStart ? others : pages.filter((page) => fits(wanted, page)) },
    { label: "Do", entries: isStart ? [] : paletteCommands.filter((command) => fits(wanted, command)) },
  ];
  return [...known, ...found]
    .filter(({ entries }) => entries.length > 0)
    .map(({ label, entries }) => ({ label, items: [...entries] }));
}

/** Whether each typed word is the start of a word of the label, or of another word for it. */
function fits(wanted: string, { label, words: others = "" }: { label: string; words?: string }): boolean {
  const words = `${label} ${others}`.toLowerCase().split(/\s+/);
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}

function statusText({
  isSearching,
  failed,
  isEmpty,
}: {
  isSearching: boolean;
  failed: boolean;
  isEmpty: boolean;
}): string | null {
  if (failed) return "Search is unavailable. Type again to retry.";
  if (!isEmpty) return null;
  return isSearching ? "Searching …" : "No results. Try the last four digits, a memo or a name.";
}
