"use client";

import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Ellipsis,
  Gauge,
  PencilLine,
  SlidersHorizontal,
  UserRoundPen,
} from "lucide-react";
import { type ComponentType, type ReactNode, useState } from "react";
import type { ChangedCard, OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { Button, buttonLook } from "@/components/ui/control/button";
import { Menu, MenuButton } from "@/components/ui/overlay/menu";
import { ChangeLimitDialog } from "./change-limit-dialog";
import { ChangeMemoDialog } from "./change-memo-dialog";
import { ChangeProfileDialog } from "./change-profile-dialog";
import { LoadCardDialog, UnloadCardDialog } from "./load-card-dialog";
import { MoveCardDialog } from "./move-card-dialog";
import { useWantedVerb } from "./verb-row";

const entries = {
  load: { label: "Load", icon: <ArrowDownToLine aria-hidden="true" />, Dialog: LoadCardDialog },
  unload: { label: "Unload", icon: <ArrowUpFromLine aria-hidden="true" />, Dialog: UnloadCardDialog },
  "change-limit": { label: "Change limit", icon: <Gauge aria-hidden="true" />, Dialog: ChangeLimitDialog },
  "change-profile": {
    label: "Change profile",
    icon: <SlidersHorizontal aria-hidden="true" />,
    Dialog: ChangeProfileDialog,
  },
  "change-memo": { label: "Change memo", icon: <PencilLine aria-hidden="true" />, Dialog: ChangeMemoDialog },
  move: {
    label: "Move to another person",
    icon: <UserRoundPen aria-hidden="true" />,
    Dialog: MoveCardDialog,
  },
} as const satisfies Record<
  string,
  { label: string; icon: ReactNode; Dialog: ComponentType<OpenedFromMenu> }
>;

export type MoreVerb = keyof typeof entries;

/** The other actions of a card: loading as a button, the less frequent ones in a menu. */
export function MoreCardVerbs({ card, verbs }: { card: ChangedCard; verbs: readonly MoreVerb[] }) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [asked, setAsked] = useState<MoreVerb | null>(null);
  const [isDialogOpen, setDialogOpen] = useState(false);
  const Asked = asked && entries[asked].Dialog;
  const inMenu = verbs.filter((verb) => verb !== "load");
  useWantedVerb(inMenu, ask);

  function ask(verb: MoreVerb) {
    setAsked(verb);
    setDialogOpen(true);
  }

  return (
    <>
      {verbs.includes("load") ? (
        <Button variant="outline" data-verb="load" onClick={() => ask("load")}>
          {entries.load.icon}
          {entries.load.label}
        </Button>
      ) : null}
      <MenuButton
        className={buttonLook({ variant: "outline" })}
        data-verbs={inMenu.join(" ")}
        open={isMenuOpen}
        onOpen={(pressed) => {
          setButton(pressed);
          setMenuOpen(true);
        }}
      >
        <Ellipsis aria-hidden="true" />
        More
      </MenuButton>
      <Menu
        anchor={button}
        open={isMenuOpen}
        onOpenChange={setMenuOpen}
        items={inMenu.map((verb) => ({
          label: entries[verb].label,
          icon: entries[verb].icon,
          onSelect: () => ask(verb),
        }))}
      />
      {Asked ? <Asked key={asked} card={card} open={isDialogOpen} onOpenChange={setDialogOpen} /> : null}
    </>
  );
}
