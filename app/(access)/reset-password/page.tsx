import type { Metadata } from "next";
import { AccessFrame } from "@/app/(access)/access-frame";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { findLink, lifetimeText } from "@/lib/auth/links/one-time-link";
import { DeadLink } from "../dead-link";
import { ResetPasswordForm } from "./reset-password-form";

// The address of this page holds the token, so no other page may learn it.
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

/** Chooses a new password with the link from a mail. */
export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  await redirectToSetup();
  const { token } = await searchParams;
  const link = typeof token === "string" ? await findLink(token, "password_reset", new Date()) : null;
  if (!link)
    return (
      <DeadLink text={`Password reset links work once, for ${lifetimeText("password_reset")}.`}>
        Ask for a new one
      </DeadLink>
    );
  return (
    <AccessFrame
      title="Choose a new password"
      summary={`For ${link.user.email}. You'll be signed out everywhere.`}
    >
      <ResetPasswordForm token={String(token)} email={link.user.email} />
    </AccessFrame>
  );
}
