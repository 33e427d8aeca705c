"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { AppLink } from "@/components/ui/control/app-link";
import type { Anchored, MenuEntry } from "./menu-entry";
import { entryLook, MenuPopup } from "./menu-popup";

/** A popup menu of plain lines. */
export function MenuEntries({ items, ...anchored }: Anchored & { items: readonly MenuEntry[] }) {
  return (
    <MenuPopup {...anchored}>
      {items.map((item) => (
        <Entry key={item.label} item={item} />
      ))}
    </MenuPopup>
  );
}

function Entry({ item }: { item: MenuEntry }) {
  const look = clsx(entryLook, item.danger && "text-negative [&_svg]:text-negative");
  const inside = (
    <>
      {item.icon}
      {item.label}
    </>
  );
  return "href" in item ? (
    <Base.LinkItem className={look} closeOnClick render={<AppLink href={item.href} />}>
      {inside}
    </Base.LinkItem>
  ) : (
    <Base.Item className={look} onClick={item.onSelect}>
      {inside}
    </Base.Item>
  );
}
