"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { PasskeyButton } from "@/app/_forms/passkey-button";
import { useShown } from "@/app/_forms/use-shown";
import { addPasskeyAction, newPasskeyOptionsAction } from "./actions";
import { FactorAdded } from "./factor-added";

/** Adds a passkey of this device. */
export function AddPasskey({ next }: { next: string }) {
  const { shown: codes, action } = useShown(addPasskeyAction);
  if (codes) return <FactorAdded codes={codes} next={next} />;
  return (
    <ActionForm action={action} name="passkey" shownFields={[]} className="grid gap-3">
      {() => (
        <PasskeyButton ask={newPasskeyOptionsAction} name="passkey" variant="solid">
          Add a passkey
        </PasskeyButton>
      )}
    </ActionForm>
  );
}
