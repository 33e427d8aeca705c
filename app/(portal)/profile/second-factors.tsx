"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { useShown } from "@/app/_forms/use-shown";
import { RecoveryCodes } from "@/app/(access)/second-factor/recovery-codes";
import { countText } from "@/app/(portal)/_lists/count-text";
import { Button, ButtonLink } from "@/components/ui/control/button";
import { Time } from "@/components/ui/display/time";
import type { OwnFactors } from "@/lib/second-factors/queries";
import { removeSecondFactorAction, renewRecoveryCodesAction } from "./actions";

/** The person's second factors and recovery codes. */
export function SecondFactors({ factors, recoveryCodesLeft }: OwnFactors) {
  const { shown: codes, action: renew } = useShown(renewRecoveryCodesAction);
  return (
    <div className="grid gap-4">
      {factors.length === 0 ? (
        <p className="text-muted">
          None yet. With a second factor, nobody can sign in with your password alone.
        </p>
      ) : (
        <ul className="border-line border-t">
          {factors.map(({ id, kind, label, addedAt }) => (
            <li
              key={id}
              className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2"
            >
              <span className="min-w-0 flex-1 basis-64">
                <span className="block font-medium">
                  {kind === "passkey" ? `Passkey: ${label}` : "Authenticator app"}
                </span>
                <span className="block text-muted text-sm">
                  Added <Time iso={addedAt} />
                </span>
              </span>
              <ConfirmDialog
                hidden={{ factorId: id }}
                action={removeSecondFactorAction}
                title={kind === "passkey" ? `Remove the passkey ${label}?` : "Remove the authenticator app?"}
                text="It no longer works for signing in. Your other devices are signed out."
                verb="Remove"
                tone="danger"
                opening={{
                  trigger: (
                    <Button variant="danger" size="small" aria-label={`Remove ${label}`}>
                      Remove
                    </Button>
                  ),
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <ButtonLink href="/second-factor" variant="outline">
          Add a second factor
        </ButtonLink>
      </div>
      {factors.length === 0 ? null : (
        <div className="grid justify-items-start gap-3">
          <p className="text-muted">
            {countText(recoveryCodesLeft, false, "recovery code")} left. Each signs you in once if you lose
            your second factor.
          </p>
          {codes ? <RecoveryCodes codes={codes} /> : null}
          <ConfirmDialog
            hidden={{}}
            action={renew}
            title="Make new recovery codes?"
            text="The old ones stop working. The new ones are shown once."
            verb="Make new codes"
            opening={{ trigger: <Button variant="outline">Make new recovery codes</Button> }}
          />
        </div>
      )}
    </div>
  );
}
