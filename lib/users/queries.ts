import type { Actor } from "@/lib/auth/actor.ts";
import { openSessions } from "@/lib/auth/session/check-session.ts";
import { countOpenCards, type OpenCards } from "@/lib/cards/count-open-cards.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, readPage } from "@/lib/lists/list-page.ts";
import type { Role } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import type { UserStatus } from "./user.ts";
import { invitationsOf, neverSignedIn, userConditions } from "./user-filters.ts";
import type { UserListQuery } from "./user-list.ts";
import type { userFactsShape, userRowShape } from "./user-shapes.ts";
import { type ListedUser, listedUser, removedSource, userSource } from "./user-source.ts";
import { withRemoved } from "./with-removed.ts";

/** A user in a list. `cards` counts open cards, up to 100. Times are ISO 8601 in UTC. */
export type UserRow = Shape<typeof userRowShape>;

/** A page of the users that the actor may see, or of the removed ones. Needs user.see. */
export function listUsers(actor: Actor, query: UserListQuery): Promise<Page<UserRow>> {
  return readAs(actor, "user.see", async (db) => {
    await spendOnSearch(actor, query.search);
    const now = new Date();
    const page = await readUsers(db, actor, query, now);
    const ids = page.rows.map(({ id }) => id);
    const cardsOf = await countOpenCards(actor, "User", ids);
    const invited = page.rows.filter(({ status }) => status === "invited").map(({ id }) => id);
    const invitations = await invitationsOf(db, invited, now);
    return { ...page, rows: page.rows.map((user) => userRow(user, cardsOf(user.id), invitations, now)) };
  });
}

const maxInvited = 10_000;

async function readUsers(
  db: Reader,
  actor: Actor,
  query: UserListQuery,
  now: Date,
): Promise<Page<ListedUser>> {
  const { search, filters } = query;
  const { own, invitations } = userConditions(filters, now);
  if (filters.removed !== undefined)
    return withRemoved(actor, () =>
      readPage(query, removedSource(db, search, { AND: [own, invitations ?? {}] })),
    );
  if (invitations === null) return readPage(query, userSource(db, search, own));
  if (search === undefined) return readPage(query, userSource(db, search, { AND: [own, invitations] }));
  // A search tests the fields of people only.
  const found = await db.user.findMany({ where: invitations, select: { id: true }, take: maxInvited });
  return readPage(query, userSource(db, search, { ...own, id: { in: found.map(({ id }) => id) } }));
}

function userRow(
  { lastLoginAt, lockedUntil, createdAt, deletedAt, role, status, nameSort: _, ...rest }: ListedUser,
  cards: OpenCards,
  invitations: ReadonlyMap<number, Date>,
  now: Date,
): UserRow {
  return {
    ...rest,
    role: role as Role,
    status: status as UserStatus,
    cards: cards.count,
    cardsIsCapped: cards.isCapped,
    lastSignInAt: lastLoginAt > neverSignedIn ? lastLoginAt.toISOString() : null,
    lockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil.toISOString() : null,
    invitedUntil: invitations.get(rest.id)?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    removedAt: deletedAt?.toISOString() ?? null,
  };
}

/** A user in full. */
export type UserFacts = Shape<typeof userFactsShape>;

/** A user with everything the actor may know about them, for managers a removed one too. Needs
 *  user.see. Throws NOT_FOUND when the actor may not see them. */
export function readUser(actor: Actor, userId: number): Promise<UserFacts> {
  return readAs(actor, "user.see", async (db) => {
    const user = await withRemoved(actor, () =>
      db.user.findFirst({
        where: { id: userId },
        select: { ...listedUser, phone: true, secondFactorSince: true, updatedAt: true },
      }),
    );
    if (!user) throw noRow("User", userId);
    const { phone, secondFactorSince, updatedAt, ...row } = user;
    const now = new Date();
    const cardsOf = await countOpenCards(actor, "User", [userId]);
    const invitations = await invitationsOf(db, row.status === "invited" ? [userId] : [], now);
    return {
      ...userRow(row, cardsOf(userId), invitations, now),
      hasPhone: phone !== null,
      hasSecondFactor: secondFactorSince !== null,
      sessions: await db.session.count({ where: { userId, ...openSessions(now) } }),
      updatedAt: updatedAt.toISOString(),
    };
  });
}

/** A person who can hold a card. */
export interface PossibleHolder {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

const holderRoles = ["owner", "admin", "user"] as const;
const holderStates = ["active", "invited"] as const;
const maxOffered = 20;

/** The first 20 users, by name, who can hold a card and match the search words: only those in a
 *  `status`, and all but one. Needs card.issue. */
export function usersWhoCanHoldCards(
  actor: Actor,
  search = "",
  { status, except }: { status?: UserStatus; except?: number } = {},
): Promise<PossibleHolder[]> {
  return readAs(actor, "card.issue", async (db) => {
    await spendOnSearch(actor, search);
    const where = { role: { in: holderRoles }, status: status ?? { in: holderStates } };
    const source = userSource(db, search.trim() || undefined, where);
    const users = await source.rows({ by: "name", direction: "asc", take: maxOffered + 1 });
    return users
      .filter(({ row }) => row.id !== except)
      .slice(0, maxOffered)
      .map(({ row: { id, name, email, role } }) => ({ id, name, email, role: role as Role }));
  });
}
