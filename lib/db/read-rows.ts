import { AppError } from "@/lib/errors.ts";
import { connection } from "./client.ts";
import type { SqlValue } from "./engines/database.ts";
import { plainRows } from "./plain-calls.ts";
import type { ModelName } from "./schema.ts";
import { narrowToScope } from "./scope.ts";

/** The rows of a findMany as lists, narrowed to the scope of this unit of work. For so many rows
 *  that objects would cost more than reading. Columns are fields, and fields of to-one relations
 *  such as "user.name". Times are text as the engine stores them. */
export async function readRows(
  model: ModelName,
  columns: readonly string[],
  args: Record<string, unknown>,
): Promise<SqlValue[][]> {
  const call = plainRows(model, columns, narrowToScope(model, "findMany", args));
  if (!call) throw new AppError("BROKEN", `A call for rows of ${model} is not simple enough`);
  return connection().plainSql(call.sql, call.values);
}
