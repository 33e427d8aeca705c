import { describe, type ModelName } from "@/lib/db/schema.ts";
import type { OwnRows } from "@/lib/db/scope.ts";
import type { Reach } from "@/lib/permissions.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

/** Filters for the actor's own rows, when the permission reaches no further. Undefined when it
 *  does. */
export function ownRows(actor: { readonly userId: number | null }, reach: Reach): OwnRows | undefined {
  if (reach !== "own") return undefined;
  const userId = actor.userId ?? 0;
  // A person can see a spending profile when one of their open cards uses it.
  const profile = { cards: { some: { userId, status: { not: "inactive" } } } };
  return {
    ...Object.fromEntries(modelsOfPeople.map((model) => [model, { userId }])),
    User: { id: userId },
    SpendingProfile: profile,
    SpendingProfileRule: { profile },
    TransactionEvent: { transaction: { userId } },
    BulkJobItem: { job: { userId } },
    LithicOperation: { OR: [{ userId }, { card: { userId } }] },
  };
}

const modelsOfPeople = (Object.keys(schemaMap) as ModelName[]).filter(
  (model) => "userId" in describe(model).fields,
);
