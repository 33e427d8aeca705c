import type { DescribedModel } from "../generate/described-model.ts";
import type { Extra } from "./extra.ts";

/** The indexes of the orders that are in no column, the same on both engines. */
export function orderIndexes(models: DescribedModel[]): [string, Extra][] {
  return models.flatMap(({ table, orders }) =>
    Object.values(orders).map(({ index, sql, columns }): [string, Extra] => {
      const covered = ["id", ...columns, "deleted_at"].map((column) => `"${column}"`).join(", ");
      return [
        index,
        {
          table,
          create: `CREATE INDEX "${index}" ON "${table}"("account_id", (${sql}), ${covered});`,
          drop: `DROP INDEX IF EXISTS "${index}";`,
        },
      ];
    }),
  );
}
