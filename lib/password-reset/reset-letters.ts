import { lifetimeText } from "@/lib/auth/links/one-time-link.ts";
import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";

/** The mail with a link to choose a new password. */
export const resetLetter = ({ givenName }: { givenName: string }, href: string): Letter => ({
  subject: `Reset your ${portalName()} password`,
  before: [
    `Hello ${givenName},`,
    `We received a request to reset your ${portalName()} password. If it was you, use this link.`,
  ],
  link: { label: "Reset password", href },
  after: [
    `The link works once, for ${lifetimeText("password_reset")}.`,
    "If it wasn't you, ignore this email. Your password hasn't changed.",
  ],
});

/** The mail that tells a person that their password changed. */
export const passwordChangedLetter = ({ givenName }: { givenName: string }): Letter => ({
  subject: `Your ${portalName()} password was changed`,
  before: [
    `Hello ${givenName},`,
    `Your ${portalName()} password was just changed, and you were signed out everywhere.`,
  ],
  after: ["If this wasn't you, reset your password now and tell an owner of your business."],
});
