"use client";

import { Check } from "lucide-react";
import { ButtonLink } from "@/components/ui/control/button";
import { RecoveryCodes } from "./recovery-codes";

/** Shown after a second factor was added, with the recovery codes of who had none before. */
export function FactorAdded({ codes, next }: { codes: readonly string[]; next: string }) {
  return (
    <div className="grid gap-4">
      <p role="status" className="flex items-center gap-2 font-medium">
        <Check aria-hidden="true" className="size-4 text-positive" />
        Second factor added
      </p>
      {codes.length === 0 ? null : <RecoveryCodes codes={codes} />}
      <ButtonLink href={next}>{codes.length === 0 ? "Continue" : "I saved them, continue"}</ButtonLink>
    </div>
  );
}
