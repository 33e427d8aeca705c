import { hashToken, letsPeopleIn } from "@/lib/auth/session/check-session.ts";
import { newToken } from "@/lib/auth/session/new-token.ts";
import type { Row } from "@/lib/db/schema.ts";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

type TokenPurpose = (typeof words.SignInToken.purpose)[number];

/** What a link of a person is for. */
type OwnPurpose = Extract<TokenPurpose, "invitation" | "password_reset" | "email_change">;

/** What a link in a mail is for. A business signs up before there is a person. */
export type LinkPurpose = OwnPurpose | "sign_up";

const purposes: Readonly<Record<LinkPurpose, { readonly page: string; readonly minutes: number }>> = {
  invitation: { page: "/accept-invitation", minutes: 24 * 60 },
  password_reset: { page: "/reset-password", minutes: 30 },
  email_change: { page: "/confirm-email", minutes: 24 * 60 },
  sign_up: { page: "/sign-up/confirm", minutes: 24 * 60 },
};

/** How long a link works, in words, such as "24 hours". */
export function lifetimeText(purpose: LinkPurpose): string {
  const { minutes } = purposes[purpose];
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}

/** A new link, and what is stored of it: the hash of its token, and until when it works. */
export function newLink(purpose: LinkPurpose, now: Date) {
  const { page, minutes } = purposes[purpose];
  const { token, hash: tokenHash } = newToken();
  const href = `${portalAddress()}${page}?${new URLSearchParams({ token })}`;
  return { href, tokenHash, expiresAt: new Date(now.getTime() + minutes * 60_000) };
}

/** Makes a link that a person can follow once, and ends their earlier links of the same purpose.
 *  Only its hash is stored. A change of email leads to `newEmail`. */
export async function createLink(
  db: Writer,
  userId: number,
  purpose: OwnPurpose,
  now: Date,
  newEmail: string | null = null,
): Promise<string> {
  await endLinks(db, userId, now, purpose);
  const { href, ...stored } = newLink(purpose, now);
  await db.insert("SignInToken", { userId, purpose, ...stored, newEmail });
  return href;
}

/** Ends the open links of a person, and the step after the password: those of one purpose or all.
 *  Returns their number. */
export function endLinks(db: Writer, userId: number, now: Date, purpose?: TokenPurpose): Promise<number> {
  const open = { userId, usedAt: null, expiresAt: { gt: now }, ...(purpose && { purpose }) };
  const noteOn = { model: "User", id: userId, as: "linksEnded" } as const;
  return db.updateEvery("SignInToken", open, { expiresAt: now }, noteOn);
}

/** A link that can be used, and whom it is for. */
export interface OpenLink {
  readonly id: number;
  readonly accountId: number;
  readonly user: Pick<
    Row<"User">,
    "id" | "email" | "givenName" | "familyName" | "name" | "passwordHash" | "secondFactorSince"
  >;
  readonly businessName: string;
  /** The address that a change of email leads to. */
  readonly newEmail: string | null;
}

/** The open link with a token, or the step after the password. Null for one that never was, was
 *  used, or is over. */
export async function findLink(token: string, purpose: TokenPurpose, now: Date): Promise<OpenLink | null> {
  const link = await findByToken(token);
  if (!link || link.purpose !== purpose || link.usedAt || link.expiresAt <= now) return null;
  if (link.user.deletedAt || !letsPeopleIn(link.account)) return null;
  return {
    id: link.id,
    accountId: link.accountId,
    user: link.user,
    businessName: link.account.businessName,
    newEmail: link.newEmail,
  };
}

/** The open link with a token. Throws NOT_FOUND when there is none. */
export async function requireLink(token: string, purpose: OwnPurpose, now: Date): Promise<OpenLink> {
  const link = await findLink(token, purpose, now);
  if (!link) throw linkExpired(purpose);
  return link;
}

/** Whether a link was used. A person whose answer was lost asks so. */
export const wasLinkRedeemed = async (token: string): Promise<boolean> =>
  Boolean((await findByToken(token))?.usedAt);

const findByToken = (token: string) =>
  acrossAccounts(() => findFields("SignInToken", { tokenHash: hashToken(token) }, select));

const select = {
  id: true,
  accountId: true,
  purpose: true,
  newEmail: true,
  usedAt: true,
  expiresAt: true,
  account: { select: { businessName: true, status: true, deletedAt: true } },
  user: {
    select: {
      id: true,
      email: true,
      givenName: true,
      familyName: true,
      name: true,
      passwordHash: true,
      secondFactorSince: true,
      deletedAt: true,
    },
  },
} as const;

/** Marks a link as used. Of two concurrent calls, one gets NOT_FOUND. */
export async function redeemLink(db: Writer, linkId: number, now: Date): Promise<Row<"SignInToken">> {
  const link = await db.findForUpdate("SignInToken", linkId);
  if (link.usedAt || link.expiresAt <= now) throw linkExpired(link.purpose as LinkPurpose);
  return db.update("SignInToken", link, { usedAt: now });
}

/** The error for a link that never was, was used, or is over. */
export const linkExpired = (purpose: LinkPurpose) =>
  new AppError(
    "NOT_FOUND",
    `This ${purpose === "invitation" ? "invitation" : "link"} no longer works. Links work once, for ${lifetimeText(purpose)}. ${waysToNewLink[purpose]}`,
  );

const waysToNewLink: Readonly<Record<LinkPurpose, string>> = {
  invitation: "Ask the person who invited you for a new one.",
  password_reset: "Ask for a new one on the sign-in page.",
  email_change: "Ask for a new one on your profile.",
  sign_up: "Sign up again.",
};
