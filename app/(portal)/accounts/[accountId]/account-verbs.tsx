"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";
import { maxLength } from "@/lib/fields/max-length";
import {
  clearAllowedNetworksAction,
  renameAccountAction,
  restoreAccountAction,
  suspendAccountAction,
} from "../actions";

interface AccountVerbsProps {
  account: { id: number; name: string; version: number };
  rename: boolean;
  suspend: boolean;
  restore: boolean;
  clearNetworks: boolean;
}

/** The actions that the person may take on a business. */
export function AccountVerbs({ account, rename, suspend, restore, clearNetworks }: AccountVerbsProps) {
  const sent = { accountId: account.id, version: account.version };
  return (
    <>
      {restore ? (
        <ConfirmDialog
          opening={{ trigger: <Button>Restore</Button> }}
          action={restoreAccountAction}
          hidden={sent}
          title={`Restore ${account.name}?`}
          text="Its people can sign in again, and its cards work as before, once the issuer confirms it."
          verb="Restore"
          reasonHint="Recorded in the business's history."
        />
      ) : null}
      {rename ? (
        <ConfirmDialog
          opening={{ trigger: <Button variant="outline">Rename</Button> }}
          action={renameAccountAction}
          hidden={sent}
          title={`Rename ${account.name}`}
          text="The new name shows on every page and on the pictures of its cards."
          verb="Rename"
          fields={["businessName"]}
        >
          {(failed) => (
            <TextField
              label="Business name"
              name="businessName"
              maxLength={maxLength("Account", "businessName")}
              autoComplete="off"
              defaultValue={failed?.values.businessName ?? account.name}
              error={failed?.fields.businessName}
            />
          )}
        </ConfirmDialog>
      ) : null}
      {clearNetworks ? (
        <ConfirmDialog
          opening={{ trigger: <Button variant="outline">Clear allowed networks</Button> }}
          action={clearAllowedNetworksAction}
          hidden={sent}
          title={`Clear the allowed networks of ${account.name}?`}
          text="Its people and API keys are let in from everywhere, until an owner sets a new list. For when everybody is locked out."
          verb="Clear networks"
        />
      ) : null}
      {suspend ? (
        <ConfirmDialog
          opening={{ trigger: <Button variant="danger">Suspend</Button> }}
          action={suspendAccountAction}
          hidden={sent}
          tone="danger"
          title={`Suspend ${account.name}?`}
          text="Its people lose access immediately. Its cards stop working once the issuer confirms it. Restoring the business brings every card back as it was."
          verb="Suspend"
          reasonHint="Recorded in the business's history."
        />
      ) : null}
    </>
  );
}
