import { describe, type ModelName } from "@/lib/db/schema.ts";
import type { OwnRows } from "@/lib/db/scope.ts";
import type { Reach } from "@/lib/permissions.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

/** The rows that are an actor's own, for a permission that goes no further; undefined when it does. */
export function ownRows(actor: { readonly userId: number | null }, reach: Reach): OwnRows | undefined {
  if (reach !== "own") return undefined;
  const userId = actor.userId ?? 0;
  // A person sees a spending profile by the open cards of theirs that are on it.
  const profile = { cards: { some: { userId, status: { not: "inactive" } } } };
  return {
    ...Object.fromEntries(modelsOfPeople.map((model) => [model, { userId }])),
    User: { id: userId },
    SpendingProfile: profile,
    SpendingProfileRule: { profile },
    TransactionEvent: { transaction: { userId } },
    BulkJobItem: { job: { userId } },
  };
}

const modelsOfPeople = (Object.keys(schemaMap) as ModelName[]).filter(
  (model) => "userId" in describe(model).fields,
);
