import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";

interface Recipient {
  readonly givenName: string;
}

const notYou = "If this wasn't you, change your password now and contact whoever manages your account.";

/** The mail that tells a person of a new second factor, such as "a passkey (Chrome on Mac)". */
export const factorAddedLetter = ({ givenName }: Recipient, factor: string): Letter => ({
  subject: `A second factor was added to your ${portalName()} sign-in`,
  before: [`Hello ${givenName},`, `You can now sign in to ${portalName()} with ${factor}.`],
  after: [notYou],
});

/** The mail that tells a person that second factors were removed. */
export const factorRemovedLetter = ({ givenName }: Recipient, removed: string): Letter => ({
  subject: `A second factor was removed from your ${portalName()} sign-in`,
  before: [`Hello ${givenName},`, `${removed} no longer works for signing in to ${portalName()}.`],
  after: [notYou],
});

/** The mail that tells a person that a recovery code was used. */
export const recoveryCodeLetter = ({ givenName }: Recipient, left: number): Letter => ({
  subject: `A recovery code of your ${portalName()} account was used`,
  before: [
    `Hello ${givenName},`,
    `A recovery code was just used in place of your second factor. You have ${left} left.`,
  ],
  after: [notYou],
});

/** The mail that tells a person that somebody who knows their password has no second factor. */
export const wrongCodesLetter = ({ givenName }: Recipient): Letter => ({
  subject: `Wrong codes at your ${portalName()} sign-in`,
  before: [
    `Hello ${givenName},`,
    `Someone entered your ${portalName()} password, but not the code that follows it. Signing in is paused for 30 minutes.`,
  ],
  after: [notYou],
});
