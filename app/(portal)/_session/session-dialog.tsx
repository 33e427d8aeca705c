"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { reload } from "@/app/_forms/use-unsaved";
import { signOutAction } from "@/app/(access)/sign-in/actions";
import { Button, buttonLook } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { Countdown } from "./countdown";
import type { SessionState } from "./use-session";

interface SessionDialogProps {
  state: Exclude<SessionState, { kind: "open" }>;
  stay: () => void;
}

/** Tells over the page that the session is about to end, has ended, or is now somebody else's. */
export function SessionDialog({ state, stay }: SessionDialogProps) {
  switch (state.kind) {
    case "ending":
      return (
        <Frame
          title={<Countdown endsAt={state.endsAt} />}
          text={
            state.isExtendable
              ? "You haven't used the portal for a while. What you typed here stays."
              : "A session lasts 12 hours at most. What you typed here stays while you sign in again."
          }
          leave={state.isExtendable ? stay : undefined}
        >
          <form action={signOutAction}>
            <SubmitButton variant="outline">Sign out</SubmitButton>
          </form>
          {state.isExtendable ? <Button onClick={stay}>Stay signed in</Button> : null}
        </Frame>
      );
    case "ended":
      return (
        <Frame
          title="You were signed out"
          text="What you typed here is kept. Sign in in a new tab, then come back to this one."
        >
          <a href="/sign-in" target="_blank" rel="noopener" className={buttonLook({ variant: "solid" })}>
            Sign in in a new tab
          </a>
        </Frame>
      );
    case "somebody-else":
      return (
        <Frame
          title="Someone else is signed in"
          text="Another person signed in with this browser. What you typed here can't be sent as you."
        >
          <Button onClick={reload}>Reload the page</Button>
        </Frame>
      );
  }
}

interface FrameProps {
  title: ReactNode;
  text: string;
  /** What Escape does. */
  leave?: (() => void) | undefined;
  children: ReactNode;
}

function Frame({ title, text, leave, children }: FrameProps) {
  const buttons = useRef<HTMLDivElement>(null);

  // A dialog under this one must not take the key as its own, and lose what was typed there.
  function leaveByKey(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave?.();
  }

  return (
    <Base.Root open>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-60 min-h-dvh bg-backdrop" />
        <Base.Popup
          onKeyDown={leaveByKey}
          // The last button is the one that most people want.
          initialFocus={() => buttons.current?.querySelector<HTMLElement>(":scope > :last-child") ?? true}
          className="fixed z-60 grid gap-5 border-line bg-raised p-6 shadow-float outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-surface sm:top-1/2 sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-surface forced-colors:border"
        >
          <div className="grid gap-2">
            <Base.Title className="font-semibold text-lg tracking-tight">{title}</Base.Title>
            <Base.Description className="text-muted">{text}</Base.Description>
          </div>
          <div ref={buttons} className="flex justify-end gap-2 max-sm:grid">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
