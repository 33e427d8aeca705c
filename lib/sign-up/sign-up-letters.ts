import { lifetimeText } from "@/lib/auth/links/one-time-link.ts";
import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";

/** The mail in which an owner confirms the address of a business that signs up. */
export const signUpLetter = (
  { givenName, businessName }: { givenName: string; businessName: string },
  href: string,
): Letter => ({
  subject: `Confirm your email for ${portalName()}`,
  before: [
    `Hello ${givenName},`,
    `You asked to sign up ${businessName} at ${portalName()}. Confirm this address and choose a password to continue.`,
  ],
  link: { label: "Confirm email", href },
  after: [
    `The link works once, for ${lifetimeText("sign_up")}.`,
    "If it wasn't you, ignore this email. Nothing is created unless the link is used.",
  ],
});

/** The mail that tells a person who signs in already that somebody signed up with their address. */
export const knownAddressLetter = ({ givenName }: { givenName: string }): Letter => ({
  subject: `You already have a ${portalName()} account`,
  before: [
    `Hello ${givenName},`,
    `Someone tried to sign up at ${portalName()} with this address. It already has an account, so nothing was created.`,
    "If it was you, sign in.",
  ],
  link: { label: "Sign in", href: `${portalAddress()}/sign-in` },
  after: [
    `If you forgot your password, reset it at ${portalAddress()}/forgot-password.`,
    "To sign up another business, use another address. If it wasn't you, ignore this email.",
  ],
});
