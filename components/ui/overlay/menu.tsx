"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import type { Anchored, MenuEntry } from "./menu-entry";

const fetchEntries = () => import("./menu-entries");
const MenuEntries = lazy(async () => ({ default: (await fetchEntries()).MenuEntries }));

/** The popup of a menu of plain lines; nothing is there until a button was pressed once. */
export function Menu(props: Anchored & { items: readonly MenuEntry[] }) {
  return props.anchor ? (
    <Suspense>
      <MenuEntries {...props} />
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
  fetchEntries().catch(() => {});
}
