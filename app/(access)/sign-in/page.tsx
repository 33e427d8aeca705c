import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccessFrame } from "@/app/(access)/access-frame";
import { AppLink } from "@/components/ui/control/app-link";
import { Notice } from "@/components/ui/layout/notice";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { ownPath } from "@/lib/auth/own-path";
import { isSignedIn } from "@/lib/auth/require-actor";
import { findDemoPeople } from "@/lib/auth/sign-in/demo-people";
import { isSignUpOpen } from "@/lib/sign-up/open-platform";
import { DemoPeople } from "./demo-people";
import { PasskeySignIn } from "./passkey-sign-in";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

const reasons: Readonly<Record<string, readonly ["info" | "positive", string]>> = {
  expired: ["info", "Your session expired. Sign in again."],
  accepted: ["positive", "Your account is ready. Sign in with your email and your new password."],
  "set-up": ["positive", "The portal is set up. Sign in with your email and password."],
  "email-changed": ["positive", "Email confirmed. Sign in with it from now on."],
  reset: ["positive", "Password changed. Sign in with your new password."],
};

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  await redirectToSetup();
  const { next, error, reason } = await searchParams;
  if (await isSignedIn()) redirect("/dashboard");
  const [demo, isOpen] = [await findDemoPeople(), await isSignUpOpen()];
  const [tone, text] = (typeof reason === "string" && reasons[reason]) || [];
  return (
    <AccessFrame
      title="Sign in"
      summary="Manage your company cards."
      aside={demo && <DemoPeople {...demo} form="sign-in" />}
    >
      {tone && !error ? (
        <Notice tone={tone}>
          <p>{text}</p>
        </Notice>
      ) : null}
      <SignInForm
        id="sign-in"
        next={next === undefined ? undefined : ownPath(next)}
        error={typeof error === "string" ? error : undefined}
      />
      <PasskeySignIn next={next === undefined ? undefined : ownPath(next)} />
      <p className="text-muted text-sm">
        No account? Ask an owner or admin of your business to invite you
        {isOpen ? (
          <>
            , or{" "}
            <AppLink href="/sign-up" className="text-accent underline underline-offset-4">
              sign up your business
            </AppLink>
          </>
        ) : null}
        .
      </p>
    </AccessFrame>
  );
}
