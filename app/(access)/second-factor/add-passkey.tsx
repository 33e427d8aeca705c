"use client";

import { useState } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import { PasskeyButton } from "@/app/_forms/passkey-button";
import type { FormState } from "@/lib/http/server-action";
import { addPasskeyAction, askNewPasskeyAction } from "./actions";
import { FactorAdded } from "./factor-added";

/** Adds a passkey of this device. */
export function AddPasskey({ next }: { next: string }) {
  const [codes, setCodes] = useState<readonly string[]>();

  async function add(before: FormState, form: FormData): Promise<FormState> {
    const answer = await addPasskeyAction(before, form);
    if (answer.ok) setCodes(answer.shown);
    return answer;
  }

  if (codes) return <FactorAdded codes={codes} next={next} />;
  return (
    <ActionForm action={add} name="passkey" shownFields={[]} className="grid gap-3">
      {() => (
        <PasskeyButton ask={askNewPasskeyAction} name="passkey" variant="solid">
          Add a passkey
        </PasskeyButton>
      )}
    </ActionForm>
  );
}
