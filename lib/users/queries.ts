import type { Actor } from "@/lib/auth/actor.ts";
import { openSessions } from "@/lib/auth/session/check-session.ts";
import { countOpenCards, type OpenCards } from "@/lib/cards/count-open-cards.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type ListSource, type Page, type Placed, readPage, type Walk } from "@/lib/lists/list-page.ts";
import type { Role } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import { invitationsOf, neverSignedIn, userConditions } from "./list/user-filters.ts";
import type { UserListQuery } from "./list/user-list.ts";
import { type ListedUser, listedUser, removedSource, userSource } from "./list/user-source.ts";
import { secondFactorState } from "./second-factor-state.ts";
import type { UserStatus } from "./user.ts";
import type { userFactsShape, userRowShape } from "./user-shapes.ts";
import { withRemoved } from "./with-removed.ts";

/** A user in a list. `cards` counts open cards, up to 100. Times are ISO 8601 in UTC. */
export type UserRow = Shape<typeof userRowShape>;

/** A page of the users that the actor may see, or of the removed ones. Needs user.see. */
export function listUsers(actor: Actor, query: UserListQuery): Promise<Page<UserRow>> {
  return readAs(actor, "user.see", async (db) => {
    await spendOnSearch(actor, query.search);
    return seeingRemoved(actor, query, async () => {
      const reader = await userReader(db, actor, query, new Date());
      const page = await readPage(query, reader.source);
      return { ...page, rows: await reader.rowsOf(page.rows) };
    });
  });
}

/** Reads the users of a list in steps, for who may export them. Needs user.export. */
export function readUserStep(
  actor: Actor,
  query: UserListQuery,
  walk: Walk,
): Promise<readonly Placed<UserRow>[]> {
  return readAs(actor, "user.export", (db) =>
    seeingRemoved(actor, query, async () => {
      const reader = await userReader(db, actor, query, new Date());
      const found = await reader.source.rows(walk);
      const rows = await reader.rowsOf(found.map(({ row }) => row));
      return found.map(({ place }, at) => ({ row: rows[at] as UserRow, place }));
    }),
  );
}

// Lists have removed people only where they are asked for.
const seeingRemoved = <T>(actor: Actor, { filters }: UserListQuery, read: () => Promise<T>): Promise<T> =>
  filters.removed === undefined ? read() : withRemoved(actor, read);

/** The source of a list of users, and what makes its rows of what it finds. */
interface UserReader {
  readonly source: ListSource<ListedUser>;
  rowsOf(found: readonly ListedUser[]): Promise<UserRow[]>;
}

async function userReader(db: Reader, actor: Actor, query: UserListQuery, now: Date): Promise<UserReader> {
  const policy = await secondFactorPolicyOf(db, actor);
  return {
    source: await sourceOf(db, query, userConditions(query.filters, policy, now)),
    async rowsOf(found) {
      const cardsOf = await countOpenCards(
        actor,
        "User",
        found.map(({ id }) => id),
      );
      const invited = found.filter(({ status }) => status === "invited").map(({ id }) => id);
      const invitations = await invitationsOf(db, invited, now);
      return found.map((user) => userRow(user, { cards: cardsOf(user.id), invitations, policy, now }));
    },
  };
}

const secondFactorPolicyOf = async (db: Reader, { accountId }: Actor): Promise<string> => {
  const select = { secondFactorFor: true } as const;
  return (await db.account.findFirst({ where: { id: accountId }, select }))?.secondFactorFor ?? "managers";
};

const maxInvited = 10_000;

async function sourceOf(
  db: Reader,
  { search, filters }: UserListQuery,
  { own, invitations }: ReturnType<typeof userConditions>,
): Promise<ListSource<ListedUser>> {
  if (filters.removed !== undefined) return removedSource(db, search, { AND: [own, invitations ?? {}] });
  if (invitations === null) return userSource(db, search, own);
  if (search === undefined) return userSource(db, search, { AND: [own, invitations] });
  // A search tests the fields of people only.
  const found = await db.user.findMany({ where: invitations, select: { id: true }, take: maxInvited });
  return userSource(db, search, { ...own, id: { in: found.map(({ id }) => id) } });
}

/** What a row says besides the fields of the person. */
interface Around {
  readonly cards: OpenCards;
  readonly invitations: ReadonlyMap<number, Date>;
  readonly policy: string;
  readonly now: Date;
}

function userRow(user: ListedUser, { cards, invitations, policy, now }: Around): UserRow {
  const { lastLoginAt, lockedUntil, createdAt, deletedAt, role, status, ...others } = user;
  const { secondFactorSince: _since, nameSort: _sort, ...rest } = others;
  return {
    ...rest,
    role: role as Role,
    status: status as UserStatus,
    secondFactor: secondFactorState(user, policy),
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
        select: { ...listedUser, phone: true, updatedAt: true },
      }),
    );
    if (!user) throw noRow("User", userId);
    const { phone, updatedAt, ...row } = user;
    const now = new Date();
    const cardsOf = await countOpenCards(actor, "User", [userId]);
    const invitations = await invitationsOf(db, row.status === "invited" ? [userId] : [], now);
    const policy = await secondFactorPolicyOf(db, actor);
    return {
      ...userRow(row, { cards: cardsOf(userId), invitations, policy, now }),
      hasPhone: phone !== null,
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
