import { countText } from "@/app/(portal)/_lists/count-text";
import { StateBadge } from "@/components/ui/display/badge";
import { Facts } from "@/components/ui/display/facts";
import { Time } from "@/components/ui/display/time";
import { printedName } from "@/lib/users/name/name-at-issuer";
import { phoneText } from "@/lib/users/phone-number";
import type { UserFacts } from "@/lib/users/queries";
import type { UserContact } from "@/lib/users/read-contact";
import { roleLabels } from "@/lib/users/user";

/** What is known about a person. */
export function UserFactList({ user, contact }: { user: UserFacts; contact: UserContact }) {
  return <Facts items={factsOf(user, contact)} />;
}

function factsOf(user: UserFacts, contact: UserContact) {
  return [
    { term: "Email", value: user.email },
    ...(user.role === "operator"
      ? []
      : [{ term: "On cards", value: Object.values(printedName(user)).join(" ") }]),
    { term: "Role", value: roleLabels[user.role] },
    {
      term: "Phone",
      value: (contact.phone && phoneText(contact.phone)) ?? <span className="text-muted">None</span>,
    },
    {
      term: "Last sign-in",
      value:
        user.lastSignInAt === null ? (
          <span className="text-muted">Never</span>
        ) : (
          <Time iso={user.lastSignInAt} />
        ),
    },
    {
      term: "Signed in on",
      value:
        user.sessions === 0 ? (
          <span className="text-muted">No device</span>
        ) : (
          countText(user.sessions, false, "device")
        ),
    },
    ...(user.role === "operator"
      ? []
      : [
          {
            term: "At the issuer",
            value: contact.isKnownToIssuer ? (
              "Registered"
            ) : (
              <span className="text-muted">Registers with the first card</span>
            ),
          },
        ]),
    { term: "Added", value: <Time iso={user.createdAt} exact /> },
    ...(user.lockedUntil === null
      ? []
      : [{ term: "Sign-in", value: <LockedUntil iso={user.lockedUntil} />, wide: true }]),
  ];
}

function LockedUntil({ iso }: { iso: string }) {
  return (
    <StateBadge tone="negative">
      <span className="whitespace-normal">
        Paused until <Time iso={iso} exact />
      </span>
    </StateBadge>
  );
}
