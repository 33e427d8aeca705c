import type { ReactNode } from "react";

/** A line of a menu: a link or an action. `danger` makes it red; such a line comes last. */
export type MenuEntry = { label: string; icon?: ReactNode; danger?: boolean } & (
  | { href: string }
  | { onSelect: () => void }
);

/** What a popup menu needs to know about its button. */
export interface Anchored {
  anchor: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
