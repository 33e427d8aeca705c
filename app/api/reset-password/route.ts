import { openEndpoint } from "@/lib/http/open-endpoint";
import { resetInput, resetPassword } from "@/lib/password-reset/reset-password";

export const POST = openEndpoint(
  {
    name: "password.reset",
    summary: "Chooses a new password with the token of a link from a mail.",
    body: resetInput,
  },
  resetPassword,
);
