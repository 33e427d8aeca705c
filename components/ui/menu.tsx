"use client";

import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";

/** A line of a menu: a link, or something that happens; `danger` is red and stands last. */
export type MenuEntry = { label: string; icon?: ReactNode; danger?: boolean } & (
  | { href: string }
  | { onSelect: () => void }
);

const fetchEntriesMenu = () => import("./entries-menu");
const EntriesMenu = lazy(async () => ({ default: (await fetchEntriesMenu()).EntriesMenu }));

/** What a popup menu needs to know of the button it belongs to. */
export interface Anchored {
  anchor: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The popup of a menu of plain lines; nothing is there until a button was pressed once. */
export function MenuOfEntries(props: Anchored & { items: readonly MenuEntry[] }) {
  return props.anchor ? (
    <Suspense>
      <EntriesMenu {...props} />
    </Suspense>
  ) : null;
}

type MenuButtonProps = Omit<ComponentProps<"button">, "onClick"> & {
  label?: string;
  open: boolean;
  onOpen: (button: HTMLElement) => void;
  /** Fetches the popup, as soon as somebody comes near. */
  prepare?: () => void;
};

/** A button that opens a popup menu, which is code that most visits do without and is fetched at the first sign of interest. */
export function MenuButton({ label, open, onOpen, prepare = prepareEntries, ...rest }: MenuButtonProps) {
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={open}
      aria-label={label}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={(event) => onOpen(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        onOpen(event.currentTarget);
      }}
      {...rest}
    />
  );
}

function prepareEntries(): void {
  fetchEntriesMenu().catch(() => {});
}
