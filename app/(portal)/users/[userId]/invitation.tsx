"use client";

import { Copy, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { useShown } from "@/app/_forms/use-shown";
import { Button } from "@/components/ui/control/button";
import { Time } from "@/components/ui/display/time";
import { Section } from "@/components/ui/layout/section";
import { useCopy } from "@/components/ui/overlay/use-copy";
import { inviteUserAction, takeBackInvitationAction } from "../actions";

interface InvitationProps {
  user: { id: number; name: string; email: string };
  /** Until when the open invitation works. Null when none does. */
  worksUntil: string | null;
}

/** The invitation of a person who has not accepted yet, for those who may invite. */
export function Invitation({ user, worksUntil }: InvitationProps) {
  const router = useRouter();
  const { shown: link, action: invite, clear } = useShown(inviteUserAction, () => router.refresh());

  return (
    <Section title="Invitation">
      <div className="grid justify-items-start gap-4">
        <p className="text-muted">
          {worksUntil === null ? (
            "No active invitation. Send a new one."
          ) : (
            <>
              Sent to {user.email}. The link works until <Time iso={worksUntil} exact />.
            </>
          )}
        </p>
        {link === undefined ? null : <CopyLink link={link} />}
        <div className="flex flex-wrap gap-2">
          <ConfirmDialog
            hidden={{ userId: user.id }}
            action={invite}
            title={`Resend ${user.name}'s invitation?`}
            text={`A new link goes to ${user.email}. You can copy it too. Earlier links stop working.`}
            verb="Resend"
            opening={{
              trigger: (
                <Button variant="outline">
                  <Send aria-hidden="true" />
                  Resend invitation
                </Button>
              ),
            }}
          />
          {worksUntil === null ? null : (
            <ConfirmDialog
              hidden={{ userId: user.id }}
              action={takeBackInvitationAction}
              title={`Revoke ${user.name}'s invitation?`}
              text="The link stops working. You can send a new one at any time."
              verb="Revoke"
              tone="danger"
              onDone={clear}
              opening={{ trigger: <Button variant="danger">Revoke</Button> }}
            />
          )}
        </div>
      </div>
    </Section>
  );
}

function CopyLink({ link }: { link: string }) {
  const copy = useCopy("Link copied", "Copy the selected link yourself: your browser does not allow it.");

  return (
    <div className="flex w-full max-w-160 gap-2">
      <input
        readOnly
        aria-label="Invitation link"
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        className="h-9 min-w-0 flex-1 rounded-control border border-control bg-surface px-3 text-sm"
      />
      <Button variant="outline" onClick={() => void copy(link)}>
        <Copy aria-hidden="true" />
        Copy link
      </Button>
    </div>
  );
}
