import { ask, signIn } from "./ask.ts";
import { type Businesses, members, type Prepared } from "./businesses.ts";
import { callAction } from "./call-action.ts";
import type { Person } from "./cells.ts";
import { forgetProofs } from "./database.ts";
import { foundActions } from "./found-endpoints.ts";

/** The Cookie header of each person's browser. */
export type Cookies = Readonly<Record<Person, string>>;

/** Signs in everybody who can, as if long ago, so that what needs a recent proof is refused to each
 *  of them. Also signs one person out again and keeps their cookie. */
export async function cookiesOf(
  base: string,
  { emails, cookies }: Businesses,
  { databaseUrl }: Prepared,
): Promise<Cookies> {
  const signedIn = Object.fromEntries(
    await Promise.all(members.map(async (member) => [member, await signIn(base, emails[member])] as const)),
  ) as Record<(typeof members)[number], string>;
  await forgetProofs(databaseUrl, Object.values(emails));
  return { ...signedIn, ...cookies, anonymous: "", signedOut: await signedOut(base, emails.owner) };
}

async function signedOut(base: string, email: string): Promise<string> {
  const cookie = await signIn(base, email);
  const before = await ask(base, { path: "/api/dashboard", headers: { cookie } });
  const signOut = foundActions().find(({ name }) => name === "signOutAction");
  await callAction(base, { id: signOut?.id ?? "", path: "/dashboard", form: {}, cookie });
  if (before.status !== 200) throw new Error(`Who signs out was not signed in: ${before.status}`);
  return cookie;
}
