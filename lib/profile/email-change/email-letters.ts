import { lifetimeText } from "@/lib/auth/links/one-time-link.ts";
import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";

interface Recipient {
  readonly givenName: string;
}

/** The mail to a new address, with the link that confirms it. */
export const emailChangeLetter = (
  { givenName }: Recipient,
  { email, href }: { readonly email: string; readonly href: string },
): Letter => ({
  subject: `Confirm your new ${portalName()} email`,
  before: [`Hello ${givenName},`, `You asked to sign in to ${portalName()} with ${email} from now on.`],
  link: { label: "Confirm this email", href },
  after: [
    `The link works once, for ${lifetimeText("email_change")}. Until you confirm, nothing changes.`,
    "If you didn't ask for this, ignore this email.",
  ],
});

/** The mail to the present address, when a change to another one was requested. */
export const emailChangeRequestedLetter = ({ givenName }: Recipient, newEmail: string): Letter => ({
  subject: `A change of your ${portalName()} email was requested`,
  before: [
    `Hello ${givenName},`,
    `Someone who is signed in to ${portalName()} as you asked to change your email to ${newEmail}. It changes once that address is confirmed.`,
  ],
  after: [
    "If this wasn't you, cancel the change on your profile and change your password now. Resetting your password cancels it too.",
  ],
});

/** The mail to the old address, after the change. */
export const emailChangedLetter = ({ givenName, email }: Recipient & { email: string }): Letter => ({
  subject: `Your ${portalName()} email was changed`,
  before: [
    `Hello ${givenName},`,
    `You now sign in to ${portalName()} with ${email}. You can no longer sign in with this address, and you were signed out everywhere.`,
  ],
  after: [
    "If this wasn't you, tell an owner or admin of your business now. They can deactivate the account.",
  ],
});

/** The mail to the new address, after the change. */
export const emailConfirmedLetter = ({ givenName, email }: Recipient & { email: string }): Letter => ({
  subject: `Your new ${portalName()} email is confirmed`,
  before: [
    `Hello ${givenName},`,
    `You now sign in to ${portalName()} with ${email}. Your password and second factor stay as they are.`,
  ],
});
