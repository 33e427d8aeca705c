import type { ModelName } from "./schema.ts";
import { rowReader } from "./statements.ts";

/** How fields are read as lists, for so many rows that objects would cost more than reading: the
 *  columns in the order of the fields, and the tables that they are in. A field may be of a
 *  referenced row, such as "user.name". Values are as the engine stores them. */
export function fieldColumns(model: ModelName, paths: readonly string[]) {
  const selections = paths.map((path): Record<string, unknown> => {
    const [name = "", inner] = path.split(".");
    return { [name]: inner === undefined || { select: { [inner]: true } } };
  });
  return {
    columns: selections.flatMap((one) => rowReader(model, one).columns.slice(-1)),
    from: rowReader(model, Object.assign({}, ...selections)).from,
  };
}
