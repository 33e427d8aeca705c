import { expect } from "vitest";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { delegateName, type ModelName } from "../db/schema.ts";
import { acrossAccounts } from "../db/transaction.ts";

/** Checks that a call is refused with an AppError of these properties and that nothing changed: no
 *  row, and no audit row except for the refusal. */
export async function expectRefused(
  call: () => Promise<unknown>,
  error: { code: string; [property: string]: unknown },
): Promise<void> {
  const before = await allRows();
  await expect(call()).rejects.toMatchObject({ name: "AppError", ...error });
  expect(await allRows()).toEqual(before);
}

/** Every row of the database, deleted ones too, except the audit rows of refusals and the chain
 *  heads that move with them. */
export function allRows(): Promise<Record<string, unknown[]>> {
  const models = (Object.keys(schemaMap) as ModelName[]).filter((model) => model !== "AuditHead");
  return acrossAccounts(async (db) => {
    const rows: Record<string, unknown[]> = {};
    for (const model of models) {
      const where = model === "AuditLog" ? { outcome: "done" } : {};
      rows[model] = await (db[delegateName(model)] as unknown as Finder).findMany({
        where,
        orderBy: { id: "asc" },
      });
    }
    return rows;
  }, "included");
}

interface Finder {
  findMany(args: object): Promise<unknown[]>;
}
