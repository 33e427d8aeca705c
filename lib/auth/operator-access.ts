import { z } from "zod";
import { type Command, command } from "@/lib/command.ts";
import { acrossAccounts, inAccount, type Reader } from "@/lib/db/transaction.ts";
import { AppError, noRow } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { noteIfRefused } from "@/lib/note-if-refused.ts";
import { type Permission, reachFor } from "@/lib/permissions.ts";
import { type Actor, actingIn } from "./actor.ts";

/** The models whose rows an operator can view in any business. */
export type LookedAt = "Card" | "Account";

/** What lets an operator reach a row of a model in any business. */
const reachedBy = { Card: "card.see", Account: "account.see", User: "user.unlock" } as const;

/** The actor for a row: an operator acts in the business that owns the row, and everyone else keeps
 *  their account. Throws NOT_FOUND when there is no such row. */
export async function actorAt(actor: Actor, model: keyof typeof reachedBy, id: number): Promise<Actor> {
  if (actor.role !== "operator") return actor;
  if (!rowId.safeParse(id).success) throw new AppError("NOT_FOUND");
  const accountId = await acrossAccounts((db) => accountOf(db, model, id));
  if (accountId !== undefined) return actingIn(actor, accountId);
  const missing = noRow(model, id);
  await noteIfRefused(missing, actor, reachedBy[model]);
  throw missing;
}

async function accountOf(db: Reader, model: keyof typeof reachedBy, id: number): Promise<number | undefined> {
  if (model === "Account") return (await db.account.findFirst({ where: { id }, select: { id: true } }))?.id;
  if (model === "User")
    return (await db.user.findFirst({ where: { id }, select: { accountId: true } }))?.accountId;
  return (await db.card.findFirst({ where: { id }, select: { accountId: true } }))?.accountId;
}

const looked = (name: Permission, model: LookedAt) =>
  command({
    name,
    input: z.strictObject({ id: rowId }),
    async run({ db, input: { id } }) {
      db.note(model, (await db.findForUpdate(model, id)).id, { lookedAt: 1 });
      return {};
    },
  });

const look: Readonly<Record<LookedAt, Command<z.ZodObject<{ id: typeof rowId }>, object>>> = {
  Card: looked("card.see", "Card"),
  Account: looked("account.see", "Account"),
};

const onceInMilliseconds = 60_000;

/** Records in the business's audit log that an operator viewed one of its rows, at most once a
 *  minute per row. Views by anyone else are not recorded. */
export async function noteLook(actor: Actor, model: LookedAt, id: number): Promise<void> {
  if (actor.role !== "operator") return;
  const there = await actorAt(actor, model, id);
  if (!(await hasJustLooked(there, look[model].commandName, model, id))) await look[model](there, { id });
}

async function hasJustLooked(
  actor: Actor,
  action: Permission,
  model: LookedAt,
  id: number,
): Promise<boolean> {
  const newest = await inAccount(actor.accountId, (db) =>
    db.auditLog.findFirst({
      where: { targetType: model, targetId: String(id), action, actorUserId: actor.userId },
      orderBy: { seq: "desc" },
      select: { occurredAt: true },
    }),
  );
  return newest !== null && Date.now() - newest.occurredAt.getTime() < onceInMilliseconds;
}

/** Reads across all accounts. Needs a permission with platform reach; throws FORBIDDEN
 *  otherwise. */
export async function readPlatform<T>(
  actor: Actor,
  permission: Permission,
  work: (db: Reader) => Promise<T>,
): Promise<T> {
  if (reachFor(actor, permission) === "platform") return acrossAccounts(work);
  const refusal = new AppError("FORBIDDEN");
  await noteIfRefused(refusal, actor, permission);
  throw refusal;
}
