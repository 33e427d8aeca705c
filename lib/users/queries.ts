import type { Actor } from "@/lib/auth/actor.ts";
import { countOpenCards, type OpenCards } from "@/lib/cards/count-open-cards.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import type { Row } from "@/lib/db/schema.ts";
import { fold, sortText } from "@/lib/db/search/fold.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, prismaSource, readPage } from "@/lib/lists/list-page.ts";
import { listSource } from "@/lib/lists/list-plan.ts";
import { oneOf } from "@/lib/lists/list-rules.ts";
import type { Role } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import type { UserStatus } from "./user.ts";
import type { UserListQuery } from "./user-list.ts";
import type { userFactsShape, userRowShape } from "./user-shapes.ts";
import { withRemoved } from "./with-removed.ts";

/** A user in a list. `cards` counts open cards, up to 100. Times are ISO 8601 in UTC. */
export type UserRow = Shape<typeof userRowShape>;

const listed = {
  id: true,
  name: true,
  givenName: true,
  familyName: true,
  nameSort: true,
  email: true,
  role: true,
  status: true,
  lastLoginAt: true,
  createdAt: true,
  deletedAt: true,
  version: true,
} as const;

type Listed = Pick<Row<"User">, keyof typeof listed>;

// Ids ascend in the order in which people were added.
const sortFields = { name: "nameSort", created: "id" } as const;

/** A page of the users that the actor may see. Needs user.see. */
export function listUsers(actor: Actor, query: UserListQuery): Promise<Page<UserRow>> {
  return readAs(actor, "user.see", async (db) => {
    const { status, removed, ...filters } = query.filters;
    const where = { ...filters, ...(status !== undefined && { status: oneOf(status) }) };
    await spendOnSearch(actor, query.search);
    const page =
      removed === undefined
        ? await readPage(query, userSource(db, query.search, where))
        : await withRemoved(actor, () => readPage(query, removedSource(db, query.search, where)));
    const cardsOf = await countOpenCards(
      actor,
      "User",
      page.rows.map(({ id }) => id),
    );
    return { ...page, rows: page.rows.map((user) => userRow(user, cardsOf(user.id))) };
  });
}

function userSource(db: Reader, search: string | undefined, where: Record<string, unknown>) {
  if (search === undefined)
    return prismaSource<Listed>(db.user, { where, select: listed, fields: sortFields });
  return listSource<Listed>({
    model: "User",
    search,
    where,
    orders: sortFields,
    reader: rowReader("User", listed),
  });
}

// Removed people have no search words, and are few.
function removedSource(db: Reader, search = "", where: Record<string, unknown>) {
  const tests = search
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const name = sortText(word, word.length);
      const inEmail = { email: { contains: fold(word) } };
      return name === "" ? inEmail : { OR: [{ nameSort: { contains: name } }, inEmail] };
    });
  const removed = { ...where, deletedAt: { not: null }, AND: tests };
  return prismaSource<Listed>(db.user, { where: removed, select: listed, fields: sortFields });
}

function userRow(
  { lastLoginAt, createdAt, deletedAt, role, status, nameSort: _, ...rest }: Listed,
  cards: OpenCards,
): UserRow {
  return {
    ...rest,
    role: role as Role,
    status: status as UserStatus,
    cards: cards.count,
    cardsIsCapped: cards.isCapped,
    lastSignInAt: lastLoginAt?.toISOString() ?? null,
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
        select: { ...listed, phone: true, lockedUntil: true, secondFactorSince: true, updatedAt: true },
      }),
    );
    if (!user) throw noRow("User", userId);
    const { phone, lockedUntil, secondFactorSince, updatedAt, ...row } = user;
    const now = new Date();
    const isLocked = lockedUntil !== null && lockedUntil > now;
    const invitation = row.status === "invited" ? await openInvitation(db, userId, now) : null;
    const cardsOf = await countOpenCards(actor, "User", [userId]);
    return {
      ...userRow(row, cardsOf(userId)),
      hasPhone: phone !== null,
      hasSecondFactor: secondFactorSince !== null,
      lockedUntil: isLocked ? lockedUntil.toISOString() : null,
      invitedUntil: invitation?.expiresAt.toISOString() ?? null,
      updatedAt: updatedAt.toISOString(),
    };
  });
}

const openInvitation = (db: Reader, userId: number, now: Date) =>
  db.signInToken.findFirst({
    where: { userId, purpose: "invitation", usedAt: null, expiresAt: { gt: now } },
    orderBy: { id: "desc" },
    select: { expiresAt: true },
  });

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
