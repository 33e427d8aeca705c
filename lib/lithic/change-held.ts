import { inTransaction } from "@/lib/db/transaction.ts";
import { IssuerError } from "./issuer-error.ts";
import { heldUnder, type Operation } from "./operation.ts";

/** Writes down something of an operation that is being attempted. Throws when somebody else has the operation by now. */
export async function changeHeld(
  { lease }: Operation,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { count } = await inTransaction("across", (tx) =>
    tx.lithicOperation.updateMany({
      where: heldUnder(lease),
      data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
    }),
  );
  if (count === 0) throw new IssuerError("unknown", "Somebody else has taken this over.");
}
