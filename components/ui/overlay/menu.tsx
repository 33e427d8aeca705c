"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import type { Anchored, MenuEntry } from "./menu-entry";

const fetchEntries = () => import("./menu-entries");
const MenuEntries = lazy(async () => ({ default: (await fetchEntries()).MenuEntries }));

/** A popup menu of plain lines. It renders nothing until its button was pressed once. */
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
  /** Loads the popup's code when the pointer or the focus reaches the button. */
  prepare?: () => void;
};

/** A button that opens a popup menu. The menu's code loads at the first sign of interest, because
 *  most visits do not need it. */
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
