import { sealFields } from "@/lib/db/sealed-fields.ts";
import { changeHeld } from "./change-held.ts";
import type { Operation } from "./operation.ts";

/** Writes down what an operation has to remember from one attempt to the next. Throws when somebody else has the operation by now. */
export function keepPayload(operation: Operation, payload: Readonly<Record<string, unknown>>): Promise<void> {
  return changeHeld(
    operation,
    sealFields("LithicOperation", operation.accountId, { payload: JSON.stringify(payload) }),
  );
}
