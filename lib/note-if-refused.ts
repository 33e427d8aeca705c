import type { Actor } from "@/lib/auth/actor.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { isInScope } from "@/lib/db/scope.ts";
import { AppError, type ErrorTarget } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import type { Permission } from "@/lib/permissions.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { noteRefusal } from "./note-refusal.ts";

/** Records an error in the audit log when it refused something to a person: for their role, or
 *  because the row they tried is missing or not theirs. Within a unit of work, the outermost caller
 *  records it. Throws TOO_MANY for somebody to whom too much is refused, and records no more. */
export async function noteIfRefused(
  error: unknown,
  actor: Actor,
  action: Permission,
  input?: unknown,
): Promise<void> {
  if (!(error instanceof AppError) || actor.kind !== "user" || isInScope()) return;
  if (error.code !== "FORBIDDEN" && !error.target) return;
  await spend(actor, "refusal");
  const isMissing = error.code !== "FORBIDDEN";
  await noteRefusal(actor, {
    action,
    target: error.target ?? targetOf(actor, action, input),
    reason: isMissing ? missingRow : null,
  });
}

/** The reason of a refusal for a row that is missing or not the person's to see. */
export const missingRow = "There is no such row for this person";

// The row that a verb is about: "card.freeze" is about the card in `cardId`.
function targetOf(actor: Actor, action: Permission, input: unknown): ErrorTarget | undefined {
  const noun = (action.split(".")[0] ?? "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const model = noun.charAt(0).toUpperCase() + noun.slice(1);
  if (model === "Account") return { model, id: actor.accountId };
  const given = (input as Record<string, unknown> | null | undefined)?.[idFields[model] ?? `${noun}Id`];
  const { data: id } = rowId.safeParse(given);
  return id !== undefined && isModel(model) ? { model, id } : undefined;
}

const idFields: Readonly<Record<string, string>> = { BulkJob: "jobId" };

const isModel = (name: string): name is ModelName =>
  Object.hasOwn(schemaMap, name) && describe(name as ModelName) !== undefined;
