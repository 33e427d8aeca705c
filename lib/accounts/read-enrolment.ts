import type { Actor } from "@/lib/auth/actor.ts";
import { actorAt } from "@/lib/auth/operator-access.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { OperationType } from "@/lib/outbox/operation.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { targetOf } from "@/lib/outbox/target.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { enrolBusinessAtIssuer } from "./issuer/enrol-business.ts";
import { restoreAtIssuer, suspendAtIssuer } from "./issuer/set-account-state.ts";

/** An address of the business itself. */
export interface BusinessAddress {
  readonly id: number;
  readonly label: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** The addresses of a business and the state of its registration with the issuer: the time of the
 *  pending request and what it waits for, or the message of the last refusal. */
export interface Enrolment {
  readonly addresses: readonly BusinessAddress[];
  readonly waitingSince: string | null;
  readonly waitingFor: string | null;
  readonly refusal: string | null;
  /** What the issuer said when it refused to suspend or restore the business the last time. */
  readonly stateRefusal: string | null;
}

const maxAddresses = 20;

/** The state of a business's registration with the issuer, and its addresses. The first address is
 *  the one the issuer gets. Needs account.see. Throws NOT_FOUND when the actor may not see the
 *  business. */
export async function readEnrolment(actor: Actor, accountId: number): Promise<Enrolment> {
  const there = reachFor(actor, "account.see") ? await actorAt(actor, "Account", accountId) : actor;
  return readAs(there, "account.see", async (db) => {
    if (!(await db.account.findFirst({ where: { id: accountId }, select: { id: true } })))
      throw noRow("Account", accountId);
    const addresses = await db.address.findMany({
      where: { userId: null },
      orderBy: { id: "asc" },
      take: maxAddresses,
    });
    const newest = await newestOperation(db, accountId, [enrolBusinessAtIssuer]);
    const newestState = await newestOperation(db, accountId, [suspendAtIssuer, restoreAtIssuer]);
    const isWaiting = newest !== null && (pendingStatuses as readonly string[]).includes(newest.status);
    return {
      addresses: addresses.map((address) => ({
        id: address.id,
        label: address.label,
        line1: openField("Address", address, "line1") ?? "",
        line2: openField("Address", address, "line2"),
        city: address.city,
        region: address.region,
        postalCode: address.postalCode,
        country: address.country,
      })),
      waitingSince: isWaiting ? newest.createdAt.toISOString() : null,
      waitingFor: isWaiting ? newest.lastError : null,
      refusal: newest?.status === "refused" ? newest.lastError : null,
      stateRefusal: newestState?.status === "refused" ? newestState.lastError : null,
    };
  });
}

const newestOperation = (db: Reader, accountId: number, types: readonly Pick<OperationType, "name">[]) =>
  db.lithicOperation.findFirst({
    where: { ...targetOf("Account", accountId), kind: { in: types.map(({ name }) => name) } },
    // The order of the index. The person is null in every row.
    orderBy: [{ userId: "desc" }, { id: "desc" }],
    select: { status: true, createdAt: true, lastError: true },
  });
