import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";

/** The mail that invites a person to a business. */
export const invitationLetter = (
  { givenName }: { givenName: string },
  { businessName, href }: { businessName: string; href: string },
): Letter => ({
  subject: `${businessName} invites you to ${portalName()}`,
  before: [
    `Hello ${givenName},`,
    `${businessName} invites you to ${portalName()}, where its people see and manage their company cards.`,
  ],
  link: { label: "Accept the invitation", href },
  after: [
    "The link works once, for 24 hours. It lets you choose your own password.",
    "If you do not know this business, do nothing: no account is made without you.",
  ],
});
