import { navigationFor } from "@/app/(portal)/_pages/navigation";
import { peopleWords } from "@/app/(portal)/users/user-text";
import type { PalettePage } from "@/components/shell/palette-entry";
import type { SignedIn } from "@/lib/auth/require-actor";
import { type Permission, reachFor } from "@/lib/permissions";

/** The palette entries that need no search: every page in the navigation, and the forms that
 *  create something. */
export function palettePagesFor(who: SignedIn): PalettePage[] {
  const pages = navigationFor(who).map(({ href, label }) => {
    const key = goKeys[href.split("/")[1] ?? ""];
    return { href, label, ...(key !== undefined && { key }) };
  });
  const forms = makes
    .filter(({ permission }) => reachFor(who.actor, permission))
    .map(({ permission: _, ...page }) => page)
    .map((page) =>
      page.href === "/users/new" ? { ...page, label: `Invite ${peopleWords(who.actor).one}` } : page,
    );
  return [
    ...pages,
    ...forms,
    { href: "/profile", label: "Profile and security" },
    { href: "/shortcuts", label: "Keyboard shortcuts" },
  ];
}

/** The key after "g" that opens each part of the portal. */
const goKeys: Readonly<Record<string, string>> = {
  dashboard: "d",
  cards: "c",
  transactions: "t",
  users: "u",
  "spending-profiles": "p",
  accounts: "b",
};

const makes: readonly (PalettePage & { readonly permission: Permission })[] = [
  {
    href: "/transactions?status=declined",
    label: "Declined transactions",
    permission: "transaction.see",
    words: "refused decline purchases payments",
  },
  { href: "/cards/new", label: "Issue card", permission: "card.issue", words: "new create add" },
  {
    href: "/cards/issue-by-csv",
    label: "Issue cards by CSV",
    permission: "card.issue",
    words: "import upload bulk",
  },
  { href: "/cards/jobs", label: "Bulk jobs", permission: "card.issue", words: "csv many" },
  {
    href: "/users/invite-by-csv",
    label: "Invite people by CSV",
    permission: "bulk-job.start",
    words: "import upload bulk add",
  },
  { href: "/users/new", label: "Invite person", permission: "user.create", words: "new create add user" },
  {
    href: "/spending-profiles/new",
    label: "New spending profile",
    permission: "spending-profile.create",
    words: "add create rule",
  },
  { href: "/accounts/new", label: "Add business", permission: "account.create", words: "new create account" },
];
