import type { Metadata } from "next";
import { AccessFrame } from "@/app/(access)/access-frame";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { findLink, lifetimeText } from "@/lib/auth/links/one-time-link";
import { DeadLink } from "../dead-link";
import { ConfirmEmailForm } from "./confirm-email-form";

// The address of this page holds the token, so no other page may learn it.
export const metadata: Metadata = { title: "Confirm your email", referrer: "no-referrer" };

/** Confirms a new email with the link from a mail. Opening the page changes nothing. */
export default async function ConfirmEmailPage({ searchParams }: PageProps<"/confirm-email">) {
  await redirectToSetup();
  const { token } = await searchParams;
  const link = typeof token === "string" ? await findLink(token, "email_change", new Date()) : null;
  if (!link)
    return (
      <DeadLink
        text={`Confirmation links work once, for ${lifetimeText("email_change")}. Request a new one from your profile.`}
      />
    );
  return (
    <AccessFrame
      title="Confirm your email"
      summary={`Once you confirm, you'll sign in with ${link.newEmail} and be signed out everywhere.`}
    >
      <ConfirmEmailForm token={String(token)} />
    </AccessFrame>
  );
}
