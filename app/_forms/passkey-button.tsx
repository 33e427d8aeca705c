"use client";

import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { Fingerprint } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/control/button";
import { FormError } from "@/components/ui/form/form-error";
import type { FormState, ShowState } from "@/lib/http/server-action";

type Options =
  | { readonly make: PublicKeyCredentialCreationOptionsJSON }
  | { readonly use: PublicKeyCredentialRequestOptionsJSON };

interface PasskeyButtonProps {
  /** Asks the portal what the browser is to do with a passkey. */
  ask: (before: FormState, form: FormData) => Promise<ShowState<Options>>;
  /** The field that carries the browser's answer. */
  name: string;
  variant?: "solid" | "outline";
  children: ReactNode;
}

/** Makes or uses a passkey, and sends the form around it with the browser's answer. */
export function PasskeyButton({ ask, name, variant = "outline", children }: PasskeyButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ readonly message: string }>();

  async function press() {
    setPending(true);
    setFailure(undefined);
    try {
      const answer = await ask(null, new FormData());
      if (!answer.ok) return setFailure(answer);
      const { shown } = answer;
      const response =
        "make" in shown
          ? await startRegistration({ optionsJSON: shown.make })
          : await startAuthentication({ optionsJSON: shown.use });
      send(JSON.stringify(response));
    } catch (error) {
      setFailure({ message: reasonOf(error) });
    } finally {
      setPending(false);
    }
  }

  function send(response: string) {
    const { current } = field;
    if (!current) return;
    current.value = response;
    current.form?.requestSubmit();
    // Each answer works once.
    current.value = "";
  }

  return (
    <div className="grid gap-3">
      <FormError message={failure?.message} attempt={failure} />
      <input ref={field} type="hidden" name={name} />
      <Button variant={variant} onClick={press} pending={pending} className="w-full">
        <Fingerprint aria-hidden="true" />
        {children}
      </Button>
    </div>
  );
}

function reasonOf(error: unknown): string {
  const { name } = error instanceof Error ? error : { name: "" };
  if (name === "InvalidStateError") return "This device already has a passkey for this portal.";
  if (name === "NotAllowedError") return "Passkey canceled. Try again, or use another method.";
  return "Passkeys aren't available in this browser. Use another method.";
}
