"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { PasskeyButton } from "@/app/_forms/passkey-button";
import { signInByPasskeyAction, signInPasskeyOptionsAction } from "./actions";

/** Signs in with a passkey, below the form for a password. Browsers need JavaScript for it. */
export function PasskeySignIn({ next }: { next: string | undefined }) {
  return (
    <div className="grid gap-6 [@media(scripting:none)]:hidden">
      <p className="flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <ActionForm action={signInByPasskeyAction} name="passkey" shownFields={[]} className="grid gap-3">
        {() => (
          <>
            {next === undefined ? null : <input type="hidden" name="next" value={next} />}
            <PasskeyButton ask={signInPasskeyOptionsAction} name="passkey">
              Sign in with a passkey
            </PasskeyButton>
          </>
        )}
      </ActionForm>
    </div>
  );
}
