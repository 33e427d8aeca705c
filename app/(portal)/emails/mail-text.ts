import type { StateTone } from "@/components/ui/display/badge";
import type { MailRow } from "@/lib/mail/queries";

/** Labels for the states of an email. */
export const mailStatusLabels: Readonly<Record<MailRow["status"], string>> = {
  waiting: "Queued",
  sent: "Sent",
  failed: "Failed",
  kept: "No mail server",
};

/** The color of an email's state. */
export const mailTones: Readonly<Record<MailRow["status"], StateTone>> = {
  waiting: "pending",
  sent: "active",
  failed: "negative",
  kept: "closed",
};
