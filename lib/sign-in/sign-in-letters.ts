import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";
import { deviceText } from "@/lib/profile/device-text.ts";

interface Recipient {
  readonly givenName: string;
}

/** From where and when somebody signed in, or tried to. */
export interface SignInPlace {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly at: Date;
}

/** The mail that tells a person of a sign-in with a browser that they did not use since they chose
 *  their password. */
export const newSignInLetter = ({ givenName }: Recipient, place: SignInPlace): Letter => ({
  subject: `New sign-in to ${portalName()}`,
  before: [
    `Hello ${givenName},`,
    `Someone just signed in to ${portalName()} as you, from a browser that we don't recognize.`,
    placeText(place),
    "If this was you, there is nothing to do. If it wasn't, choose a new password now. That signs you out everywhere.",
  ],
  link: resetPassword(),
  after: ["Your profile shows where you are signed in, and can end any of these sessions."],
});

/** The mail that tells a person that sign-in pauses after failed attempts. */
export const signInPausedLetter = ({ givenName }: Recipient, place: SignInPlace, until: Date): Letter => ({
  subject: `Sign-in to ${portalName()} is paused`,
  before: [
    `Hello ${givenName},`,
    `There were ten failed attempts in a row to sign in to ${portalName()} as you. Signing in with your password is paused until ${timeText(until)}.`,
    `The last attempt: ${placeText(place)}`,
    "If this was you, wait, or choose a new password now, which ends the pause. If it wasn't, nobody got in. Choose a new password if somebody else may know this one.",
  ],
  link: resetPassword(),
  after: ["If you use your password anywhere else, choose a new one that you use only here."],
});

const resetPassword = () => ({ label: "Choose a new password", href: `${portalAddress()}/forgot-password` });

const placeText = ({ ip, userAgent, at }: SignInPlace) =>
  `${deviceText(userAgent)}, from ${ip === null ? "an unknown address" : `the address ${ip}`}, on ${timeText(at)}.`;

const timeText = (time: Date) => `${timeFormat.format(time)} UTC`;

const timeFormat = new Intl.DateTimeFormat("en-US", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
  hourCycle: "h23",
});
