import type { ReactNode } from "react";

/** A line of a menu: a link, or something that happens; `danger` is red and stands last. */
export type MenuEntry = { label: string; icon?: ReactNode; danger?: boolean } & (
  | { href: string }
  | { onSelect: () => void }
);

/** What a popup menu needs to know of the button it belongs to. */
export interface Anchored {
  anchor: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
