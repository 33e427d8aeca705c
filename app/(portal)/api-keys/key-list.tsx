"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { StateBadge } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";
import type { ApiKeyRow } from "@/lib/api-keys/queries";
import { roleLabels } from "@/lib/users/user";
import { revokeApiKeyAction } from "./actions";

/** The API keys of a business. `mayRevoke` is false for keys with a higher role than the
 *  viewer's. */
export function KeyList({ keys }: { keys: readonly (ApiKeyRow & { mayRevoke: boolean })[] }) {
  return (
    <ul className="border-line border-t">
      {keys.map(({ id, name, role, shownKey, createdBy, lastUsedAt, expiresAt, works, mayRevoke }) => (
        <li
          key={id}
          className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2"
        >
          <span className="min-w-0 flex-1 basis-64">
            <span className="block truncate font-medium">{name}</span>
            <span className="block text-muted text-sm">
              <span className="font-mono">{shownKey}</span> · {roleLabels[role]} · Created by {createdBy} ·{" "}
              {lastUsedAt === null ? (
                "Never used"
              ) : (
                <>
                  Last used <Time iso={lastUsedAt} />
                </>
              )}
              {" · Expires "}
              <Time iso={expiresAt} />
            </span>
          </span>
          <StateBadge tone={works ? "active" : "closed"}>{works ? "Active" : "Inactive"}</StateBadge>
          {mayRevoke ? (
            <ConfirmDialog
              hidden={{ apiKeyId: id }}
              action={revokeApiKeyAction}
              title={`Revoke the API key ${name}?`}
              text="Anything using this key loses access immediately. This can't be undone."
              verb="Revoke"
              tone="danger"
              opening={{
                trigger: (
                  <Button variant="danger" size="small" aria-label={`Revoke ${name}`}>
                    Revoke
                  </Button>
                ),
              }}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
