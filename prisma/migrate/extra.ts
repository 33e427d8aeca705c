import type { DescribedModel } from "../generate/described-model.ts";

/** A database object that Prisma cannot express. `create` may run again after `drop`. The object
 *  disappears when `table` is dropped. */
export interface Extra {
  readonly table: string;
  readonly create: string;
  readonly drop: string;
}

/** The tables whose rows are neither changed nor deleted. */
export const appendOnlyTables = (models: DescribedModel[]) =>
  models.filter((model) => model.appendOnly).map((model) => model.table);
