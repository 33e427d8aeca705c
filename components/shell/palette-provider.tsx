"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { later } from "@/components/ui/overlay/later";
import type { PaletteEntry, PalettePage } from "./palette-entry";
import { useGoKeys } from "./use-go-keys";

const Palette = later(async () => (await import("./palette")).Palette);
const OpenPalette = createContext<() => void>(() => {});

const maxRecent = 5;

interface PaletteProviderProps {
  pages: readonly PalettePage[];
  /** The search endpoint, called with `?query=`. */
  findAt: string;
  /** The address of the page about keyboard shortcuts. */
  aboutKeys: string;
  children: ReactNode;
}

/** Opens the palette with Ctrl or ⌘ and K, and pages with keys. Recent choices are kept only in
 *  memory, so that the next person at this screen does not see them. */
export function PaletteProvider({ pages, findAt, aboutKeys, children }: PaletteProviderProps) {
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [recent, setRecent] = useState<readonly PaletteEntry[]>([]);
  useGoKeys(pages, aboutKeys);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      // Stops the browser's own use of these keys.
      event.preventDefault();
      // A message in the corner is a dialog too, but nobody has to answer it.
      if (!document.querySelector(":is([role=dialog], [role=alertdialog]):not(.toasts *)")) show();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  function show() {
    setWasOpen(true);
    setOpen(true);
  }

  function remember(entry: PaletteEntry) {
    setRecent((before) => [entry, ...before.filter(({ href }) => href !== entry.href)].slice(0, maxRecent));
  }

  return (
    <OpenPalette value={show}>
      {children}
      {wasOpen ? (
        <Palette
          pages={pages}
          recent={recent}
          findAt={findAt}
          open={open}
          onOpenChange={setOpen}
          onChoose={remember}
        />
      ) : null}
    </OpenPalette>
  );
}

/** The button that opens the palette: a line of the rail, or an icon where there is less room. */
export function PaletteButton({ iconOnly = false }: { iconOnly?: boolean }) {
  const show = useContext(OpenPalette);
  const isApple = useSyncExternalStore(neverChanges, hasCommandKey, () => false);
  return (
    <button
      type="button"
      aria-label="Search or run a command"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={show}
      onPointerEnter={Palette.prepare}
      onFocus={Palette.prepare}
      className={clsx(
        "flex items-center gap-3 rounded-control text-muted transition-colors hover:bg-hover hover:text-ink",
        iconOnly
          ? "size-11 justify-center"
          : "h-8 w-full border border-control bg-surface px-2.5 max-sm:h-11 narrow:justify-center narrow:px-0",
      )}
    >
      <Search aria-hidden="true" className={iconOnly ? "size-5" : "size-4 shrink-0"} />
      {iconOnly ? null : (
        <span aria-hidden="true" className="flex flex-1 items-center justify-between narrow:hidden">
          Search
          <kbd className="whitespace-nowrap font-mono text-xs">{isApple ? "⌘ K" : "Ctrl K"}</kbd>
        </span>
      )}
    </button>
  );
}

const neverChanges = () => () => {};
const hasCommandKey = () => /^(Mac|iP)/.test(navigator.platform);
