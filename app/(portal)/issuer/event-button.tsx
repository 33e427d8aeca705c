"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { sendTestEventAction, setUpEventsAction } from "./actions";

const verbs = {
  "set-up": { action: setUpEventsAction, label: "Set up events" },
  "set-up-again": { action: setUpEventsAction, label: "Set up again" },
  send: { action: sendTestEventAction, label: "Send test event" },
  "send-again": { action: sendTestEventAction, label: "Send again" },
} as const;

/** Has the issuer report to this portal, or send a test event. */
export function EventButton({ verb }: { verb: keyof typeof verbs }) {
  const { action, label } = verbs[verb];
  const isFirst = verb === "set-up";
  return (
    <ActionForm action={action} name={verb} shownFields={[]} className="grid justify-items-start gap-3">
      {() => (
        <SubmitButton variant={isFirst ? "solid" : "outline"} size={isFirst ? "medium" : "small"}>
          {label}
        </SubmitButton>
      )}
    </ActionForm>
  );
}
