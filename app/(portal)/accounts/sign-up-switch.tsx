"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { Section } from "@/components/ui/layout/section";
import type { SignUpState } from "@/lib/sign-up/queries";
import { setSignUpAction } from "./actions";

/** Whether businesses can sign themselves up, for operators, who may change it. */
export function SignUpSwitch({ signUp, version }: { signUp: SignUpState; version: number }) {
  const isOpen = signUp === "open";
  return (
    <Section title="Sign-up">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>
          {isOpen ? "Open: businesses can sign themselves up." : "Closed: only operators add businesses."}
        </p>
        <ConfirmDialog
          hidden={{ signUp: isOpen ? "closed" : "open", version }}
          action={setSignUpAction}
          title={isOpen ? "Close sign-up?" : "Open sign-up?"}
          text={
            isOpen
              ? "The sign-up page is gone immediately, and links that nobody has used stop working. Businesses that signed up stay."
              : "The sign-in page links to a page where anybody can sign up a business. Each stays pending until you register it with the issuer."
          }
          verb={isOpen ? "Close sign-up" : "Open sign-up"}
          opening={{
            trigger: (
              <Button variant="outline" size="small">
                {isOpen ? "Close sign-up" : "Open sign-up"}
              </Button>
            ),
          }}
        />
      </div>
    </Section>
  );
}
