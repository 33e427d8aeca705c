import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccessFrame } from "@/app/(access)/access-frame";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { lifetimeText } from "@/lib/auth/links/one-time-link";
import { findOpenSignUp } from "@/lib/sign-up/confirm-sign-up";
import { isSignUpOpen } from "@/lib/sign-up/open-platform";
import { DeadLink } from "../../dead-link";
import { ConfirmSignUpForm } from "./confirm-sign-up-form";

// The address of this page holds the token, so no other page may learn it.
export const metadata: Metadata = { title: "Confirm email", referrer: "no-referrer" };

/** Finishes the sign-up of a business with the link from a mail: its owner chooses a password. */
export default async function ConfirmSignUpPage({ searchParams }: PageProps<"/sign-up/confirm">) {
  await redirectToSetup();
  if (!(await isSignUpOpen())) notFound();
  const { token } = await searchParams;
  const signUp = typeof token === "string" ? await findOpenSignUp(token, new Date()) : null;
  if (!signUp)
    return (
      <DeadLink
        text={`Links work once, for ${lifetimeText("sign_up")}. If you have used yours, sign in.`}
        again="/sign-up"
      >
        Sign up again
      </DeadLink>
    );
  const { businessName, email } = signUp.typed;
  return (
    <AccessFrame title="Choose a password" summary={`For ${businessName}. You'll sign in with ${email}.`}>
      <ConfirmSignUpForm token={String(token)} email={email} />
    </AccessFrame>
  );
}
