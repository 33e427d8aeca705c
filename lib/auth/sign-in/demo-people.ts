import { mayComeIn } from "@/lib/auth/session/check-session.ts";
import { findRows } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import type { Role } from "@/lib/permissions.ts";
import { type Env, env, mayServeDemo } from "@/lib/process/env.ts";

/** Who of the demo can sign in, by business, and with which password. */
export interface DemoPeople {
  readonly businesses: readonly { readonly name: string; readonly people: readonly DemoPerson[] }[];
  /** Undefined where this process was not given it. */
  readonly password: string | undefined;
}

export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** What to sign in as this person for. */
  readonly hint: string;
}

// By address, so that nobody whom a visitor of the demo has added is shown to strangers.
const hints: readonly Readonly<Record<string, string>>[] = [
  {
    "owner@demo.example": "Sees the money, sets the rules",
    "admin@demo.example": "Issues and freezes cards",
    "user@demo.example": "Own cards only",
    "second@demo.example": "Own cards only",
    "analyst@demo.example": "Numbers without names",
  },
  { "owner@other.example": "A second business" },
  { "operator@demo.example": "Adds and funds businesses" },
];

const emails = hints.flatMap(Object.keys);

const select = {
  email: true,
  name: true,
  role: true,
  status: true,
  createdAt: true,
  passwordChangedAt: true,
  deletedAt: true,
  account: { select: { businessName: true, status: true, deletedAt: true } },
} as const;

/** The people of the demo for the sign-in page. Null where the issuer is not the simulator, where
 *  the demo may not be served, and where nobody of the demo can sign in. */
export async function findDemoPeople(
  settings: Pick<Env, "LITHIC_ENVIRONMENT" | "DEMO" | "DEMO_PASSWORD"> = env(),
): Promise<DemoPeople | null> {
  if (settings.LITHIC_ENVIRONMENT !== "simulator" || !mayServeDemo(settings)) return null;
  const found = await acrossAccounts(() =>
    findRows("User", { email: emails, status: "active" }, select, { by: "email", take: emails.length }),
  );
  const canSignIn = found.filter((user) => mayComeIn(user, user.account) && hasFirstPassword(user));
  const users = new Map(canSignIn.map((user) => [user.email, user]));
  const businesses = hints.flatMap((ofBusiness) => {
    let name = "";
    const people = Object.entries(ofBusiness).flatMap(([email, hint]): DemoPerson[] => {
      const user = users.get(email);
      if (!user) return [];
      name = user.account.businessName;
      return [{ email, name: user.name, role: user.role as Role, hint }];
    });
    return people.length > 0 ? [{ name, people }] : [];
  });
  return businesses.length > 0 ? { businesses, password: settings.DEMO_PASSWORD } : null;
}

// The seed writes a person together with the password. A password that somebody chose has a later
// time, and the page does not know it.
const hasFirstPassword = (user: { readonly passwordChangedAt: Date | null; readonly createdAt: Date }) =>
  user.passwordChangedAt !== null && user.passwordChangedAt <= user.createdAt;
