import type { Metadata } from "next";
import { AccessFrame } from "@/app/(access)/access-frame";
import { ButtonLink } from "@/components/ui/control/button";
import { Notice } from "@/components/ui/layout/notice";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { lifetimeText } from "@/lib/auth/links/one-time-link";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot password" };

/** Asks for a link to choose a new password. It says the same whether or not the address is
 *  known. */
export default async function ForgotPasswordPage({ searchParams }: PageProps<"/forgot-password">) {
  await redirectToSetup();
  const { sent } = await searchParams;
  return (
    <AccessFrame
      title={sent === undefined ? "Forgot password" : "Check your email"}
      summary={
        sent === undefined
          ? `We'll email you a link to reset it. It works once, for ${lifetimeText("password_reset")}.`
          : `The link works once, for ${lifetimeText("password_reset")}.`
      }
    >
      {sent === undefined ? (
        <ForgotPasswordForm />
      ) : (
        <>
          <Notice tone="positive">
            <p>If that email has an account, we've sent a reset link. Check your spam folder too.</p>
          </Notice>
          <ButtonLink href="/sign-in" variant="outline">
            Back to sign-in
          </ButtonLink>
        </>
      )}
    </AccessFrame>
  );
}
