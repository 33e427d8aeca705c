"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { Time } from "@/components/ui/display/time";
import type { OwnSession } from "@/lib/profile/queries";
import { endOwnSessionAction } from "./actions";

/** Where the person is signed in, and a way to sign out there. */
export function SessionList({ sessions }: { sessions: readonly (OwnSession & { isCurrent: boolean })[] }) {
  return (
    <ul className="border-line border-t">
      {sessions.map(({ id, device, ip, isCurrent, lastSeenAt, signedInAt }) => (
        <li
          key={id}
          className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2"
        >
          <span className="min-w-0 flex-1 basis-64">
            <span className="block font-medium">{device}</span>
            <span className="block text-muted text-sm">
              {ip === null ? null : `${ip} · `}
              Signed in <Time iso={signedInAt} />
              {isCurrent ? null : (
                <>
                  , last seen <Time iso={lastSeenAt} />
                </>
              )}
            </span>
          </span>
          {isCurrent ? (
            <span className="text-muted text-sm">This device</span>
          ) : (
            <ConfirmDialog
              hidden={{ sessionId: id }}
              action={endOwnSessionAction}
              title={`Sign out of ${device}?`}
              text="This device loses access immediately. If you don't recognize it, change your password too."
              verb="Sign out"
              opening={{
                trigger: (
                  <Button variant="outline" size="small" aria-label={`Sign out of ${device}`}>
                    Sign out
                  </Button>
                ),
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
