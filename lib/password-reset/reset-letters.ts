import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";

/** The mail with a link to choose a new password. */
export const resetLetter = ({ givenName }: { givenName: string }, href: string): Letter => ({
  subject: `Choose a new password for ${portalName()}`,
  before: [
    `Hello ${givenName},`,
    `Somebody asked for a new password for your account at ${portalName()}. If it was you, choose one here.`,
  ],
  link: { label: "Choose a new password", href },
  after: [
    "The link works once, for 30 minutes.",
    "If it was not you, do nothing. Your password stays as it is, and nobody learned whether you have an account.",
  ],
});

/** The mail that tells a person that their password changed. */
export const passwordChangedLetter = ({ givenName }: { givenName: string }): Letter => ({
  subject: `Your password for ${portalName()} was changed`,
  before: [
    `Hello ${givenName},`,
    `Your password at ${portalName()} was just changed, and you were signed out everywhere.`,
  ],
  after: ["If it was not you, choose a new one with Forgot password, and tell an owner of your business."],
});
