import { openEndpoint } from "@/lib/http/open-endpoint";
import { confirmEmailChange, confirmEmailInput } from "@/lib/profile/email-change/confirm-email-change";

export const POST = openEndpoint(
  {
    name: "profile.confirm-email",
    summary: "Confirms a new email with the token of the link that was mailed to it.",
    body: confirmEmailInput,
  },
  confirmEmailChange,
);
