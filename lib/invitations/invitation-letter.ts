import { lifetimeText } from "@/lib/auth/links/one-time-link.ts";
import type { Letter } from "@/lib/mail/letter.ts";
import { portalName } from "@/lib/process/env.ts";

/** The mail that invites a person to a business, or an operator to the platform. */
export const invitationLetter = (
  { givenName, role }: { givenName: string; role: string },
  { businessName, href }: { businessName: string; href: string },
): Letter => ({
  subject: `${businessName} invited you to ${portalName()}`,
  before: [
    `Hello ${givenName},`,
    role === "operator"
      ? `${businessName} invited you to ${portalName()} as an operator. Operators add, fund and suspend businesses.`
      : `${businessName} invited you to ${portalName()} to manage company cards.`,
  ],
  link: { label: "Accept the invitation", href },
  after: [
    `The link works once, for ${lifetimeText("invitation")}. It lets you choose your own password.`,
    "If you weren't expecting this, you can ignore this email.",
  ],
});
