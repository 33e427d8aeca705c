import type { Metadata } from "next";
import { AccessFrame } from "@/app/(access)/access-frame";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { findLink, lifetimeText } from "@/lib/auth/links/one-time-link";
import { DeadLink } from "../dead-link";
import { AcceptInvitationForm } from "./accept-invitation-form";

// The address of this page holds the token, so no other page may learn it.
export const metadata: Metadata = { title: "Accept invitation", referrer: "no-referrer" };

/** Accepts an invitation: the person checks their name and chooses a password. */
export default async function AcceptInvitationPage({ searchParams }: PageProps<"/accept-invitation">) {
  await redirectToSetup();
  const { token } = await searchParams;
  const link = typeof token === "string" ? await findLink(token, "invitation", new Date()) : null;
  if (!link)
    return (
      <DeadLink
        text={`Invitations work once, for ${lifetimeText("invitation")}. If you have accepted yours, sign in. Otherwise ask the person who invited you for a new one.`}
      />
    );
  const { email, givenName, familyName } = link.user;
  return (
    <AccessFrame
      title={`Join ${link.businessName}`}
      summary={`Check your name and choose a password. You'll sign in with ${email}.`}
    >
      <AcceptInvitationForm token={String(token)} email={email} name={{ givenName, familyName }} />
    </AccessFrame>
  );
}
