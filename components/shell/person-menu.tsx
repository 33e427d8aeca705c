"use client";

import { ChevronsUpDown } from "lucide-react";
import { useRef, useState } from "react";
import { Initials } from "@/components/ui/display/initials";
import { later } from "@/components/ui/overlay/later";
import { MenuButton } from "@/components/ui/overlay/menu";

export interface Person {
  name: string;
  role: string;
}

export type SignOut = string | (() => void | Promise<void>);

const PersonLines = later(async () => (await import("./person-lines")).PersonLines);

/** The signed-in person, with their settings and sign-out. */
export function PersonMenu({ person, signOut }: { person: Person; signOut: SignOut }) {
  const out = useRef<HTMLFormElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);

  function show(button: HTMLElement) {
    setAnchor(button);
    setOpen(true);
  }

  return (
    <div>
      <form
        ref={out}
        data-sign-out
        action={signOut}
        {...(typeof signOut === "string" ? { method: "post" } : {})}
      >
        <noscript>
          <button type="submit" className="mb-2 h-8 rounded-control px-2.5 hover:bg-hover">
            Sign out
          </button>
        </noscript>
      </form>
      <MenuButton
        open={open}
        onOpen={show}
        prepare={PersonLines.prepare}
        className="flex w-full items-center gap-2.5 rounded-control p-1.5 text-start transition-colors hover:bg-hover aria-expanded:bg-pressed narrow:justify-center narrow:p-1"
      >
        <Initials name={person.name} size="large" />
        <span className="grid min-w-0 flex-1 narrow:sr-only">
          <span className="truncate font-medium">{person.name}</span>
          <span className="truncate text-muted text-xs">{person.role}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted narrow:hidden" />
      </MenuButton>
      {anchor ? (
        <PersonLines
          anchor={anchor}
          open={open}
          onOpenChange={setOpen}
          onSignOut={() => out.current?.requestSubmit()}
        />
      ) : null}
    </div>
  );
}
