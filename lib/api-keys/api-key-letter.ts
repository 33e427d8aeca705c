import type { Letter } from "@/lib/mail/letter.ts";
import type { Role } from "@/lib/permissions.ts";
import { portalName } from "@/lib/process/env.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";
import { roleLabels } from "@/lib/users/user.ts";

/** The mail that tells a person of an API key that was created in their name. */
export const apiKeyLetter = (
  { givenName }: { readonly givenName: string },
  { name, role }: { readonly name: string; readonly role: string },
): Letter => ({
  subject: `An API key was created on ${portalName()}`,
  before: [
    `Hello ${givenName},`,
    `You created the API key "${name}" with the role ${roleLabels[role as Role]}.`,
    "If this wasn't you, revoke it now and change your password. A new password alone doesn't stop the key.",
  ],
  link: { label: "See your API keys", href: `${portalAddress()}/api-keys` },
});
