import { after } from "next/server";
import { z } from "zod";
import { emailAddress } from "@/lib/fields/column";
import { openEndpoint } from "@/lib/http/open-endpoint";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset";

export const POST = openEndpoint(
  {
    name: "password.request-reset",
    summary:
      "Mails a link to choose a new password, when the address has an account. Says nothing about that.",
    body: z.strictObject({ email: emailAddress }),
  },
  async ({ email }, origin) => after(await requestPasswordReset(email, origin)),
);
