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
        text={`Links to a new email work once, for ${lifetimeText("email_change")}. Ask for another one on your profile.`}
      />
    );
  return (
    <AccessFrame
      title="Confirm your email"
      summary={`From now on you sign in with ${link.newEmail}. You'll be signed out everywhere.`}
    >
      <ConfirmEmailForm token={String(token)} />
    </AccessFrame>
  );
}
