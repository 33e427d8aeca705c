"use client";

import type { ComponentProps } from "react";
import { later } from "./later";
import type { Anchored, MenuEntry } from "./menu-entry";

const MenuEntries = later(async () => (await import("./menu-entries")).MenuEntries);

/** A popup menu of plain lines. It renders nothing until its button was pressed once. */
export function Menu(props: Anchored & { items: readonly MenuEntry[] }) {
  return props.anchor ? <MenuEntries {...props} /> : null;
}

type MenuButtonProps = Omit<ComponentProps<"button">, "onClick"> & {
  label?: string;
  open: boolean;
  onOpen: (button: HTMLElement) => void;
  /** Loads the popup's code. */
  prepare?: () => void;
};

/** A button that opens a popup menu. */
export function MenuButton({ label, open, onOpen, prepare = MenuEntries.prepare, ...rest }: MenuButtonProps) {
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
