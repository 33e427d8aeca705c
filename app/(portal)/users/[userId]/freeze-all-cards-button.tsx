"use client";

import { Snowflake } from "lucide-react";
import { ConfirmDialog } from "@/app/(portal)/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { startBulkJobAction } from "../../cards/jobs/actions";

/** Freezes all active cards of a person who leaves, after asking for a reason. */
export function FreezeAllCardsButton({ user }: { user: { id: number; name: string } }) {
  return (
    <ConfirmDialog
      opening={{
        trigger: (
          <Button variant="outline">
            <Snowflake aria-hidden="true" />
            Freeze all cards
          </Button>
        ),
      }}
      action={startBulkJobAction}
      hidden={{ verb: "card.freeze", query: `holder=${user.id}&status=active` }}
      title={`Freeze all cards of ${user.name}?`}
      text={`Freezes every active card that ${user.name} holds. Purchases decline once the issuer confirms. You can unfreeze them any time.`}
      verb="Freeze all cards"
      reasonHint="They see it. It is recorded in the history."
      fields={["cards"]}
    />
  );
}
