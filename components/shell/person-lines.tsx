"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, Keyboard, LogOut, UserRound } from "lucide-react";
import { useState } from "react";
import { AppLink } from "@/components/ui/control/app-link";
import type { Anchored } from "@/components/ui/overlay/menu-entry";
import { entryLook, MenuPopup } from "@/components/ui/overlay/menu-popup";
import { chooseTheme, mark } from "./choose";
import { themes } from "./themes";

/** The lines of the person's menu. */
export function PersonLines({ onSignOut, ...anchored }: Anchored & { onSignOut: () => void }) {
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme ?? "system");
  const [shortcuts, setShortcuts] = useState(() => document.documentElement.dataset.shortcuts !== "off");

  function changeTheme(value: (typeof themes)[number]["value"]) {
    setTheme(value);
    chooseTheme(value);
  }

  function changeShortcuts(on: boolean) {
    setShortcuts(on);
    mark("shortcuts", on ? null : "off");
  }

  return (
    <MenuPopup {...anchored} side="top" align="start">
      <Menu.Group>
        <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-muted text-xs">Theme</Menu.GroupLabel>
        <Menu.RadioGroup value={theme} onValueChange={changeTheme}>
          {themes.map(({ value, label, Icon }) => (
            <Menu.RadioItem key={value} value={value} className={entryLook}>
              <Icon aria-hidden="true" />
              <span className="flex-1">{label}</span>
              <Menu.RadioItemIndicator>
                <Check aria-hidden="true" />
              </Menu.RadioItemIndicator>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Group>
      <Line />
      <Menu.LinkItem className={entryLook} render={<AppLink href="/profile" />}>
        <UserRound aria-hidden="true" />
        Profile and security
      </Menu.LinkItem>
      <Menu.LinkItem className={entryLook} render={<AppLink href="/shortcuts" />}>
        <Keyboard aria-hidden="true" />
        Keyboard shortcuts
      </Menu.LinkItem>
      <Menu.CheckboxItem checked={shortcuts} onCheckedChange={changeShortcuts} className={entryLook}>
        <span className="flex-1">Single-key shortcuts</span>
        <Menu.CheckboxItemIndicator>
          <Check aria-hidden="true" />
        </Menu.CheckboxItemIndicator>
      </Menu.CheckboxItem>
      <Line />
      <Menu.Item className={entryLook} onClick={onSignOut}>
        <LogOut aria-hidden="true" />
        Sign out
      </Menu.Item>
    </MenuPopup>
  );
}

function Line() {
  return <Menu.Separator className="my-1 h-px bg-line" />;
}
