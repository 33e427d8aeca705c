import { after } from "next/server";
import { described } from "@/lib/http/described";
import { openEndpoint } from "@/lib/http/open-endpoint";
import { json } from "@/lib/http/route-handler";
import { signUpShape } from "@/lib/sign-up/queries";
import { requestSignUp } from "@/lib/sign-up/request-sign-up";
import { setSignUp } from "@/lib/sign-up/set-sign-up";
import { signUpInput } from "@/lib/sign-up/sign-up-input";

export const POST = openEndpoint(
  {
    name: "sign-up.request",
    summary: "Mails the owner of a business a link to sign it up. Says nothing about who has the address.",
    body: signUpInput,
  },
  async (body, origin) => after(await requestSignUp(body, origin)),
);

export const PUT = described(
  {
    command: setSignUp,
    summary: "Opens the portal to businesses that sign themselves up, or closes it to them.",
    answers: { 200: signUpShape },
  },
  async ({ actor, body, options }) => json(await setSignUp(actor, body as never, options)),
);
