"use client";

import { Snowflake } from "lucide-react";
import { Button } from "@/components/ui/control/button";
import { BulkVerbDialog } from "../../cards/jobs/bulk-verb-dialog";

/** Freezes all active cards of a person who leaves, after asking for a reason. */
export function FreezeAllCardsButton({ user }: { user: { id: number; name: string } }) {
  return (
    <BulkVerbDialog
      opening={{
        trigger: (
          <Button variant="outline">
            <Snowflake aria-hidden="true" />
            Freeze all cards
          </Button>
        ),
      }}
      bulkVerb="card.freeze"
      cards={{ query: `holder=${user.id}` }}
      title={(cards) => `Freeze ${cards} of ${user.name}?`}
      text={`Freezes every active card that ${user.name} holds. Purchases decline once the issuer confirms. You can unfreeze them any time.`}
      verb="Freeze all cards"
      reasonHint="They see it. It is recorded in the history."
    />
  );
}
