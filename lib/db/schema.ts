import type { DescribedModel, DescribedSchema } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import type { Prisma } from "@/prisma/generated/sqlite/client.ts";

export type ModelName = Prisma.ModelName;

type Operations<M extends ModelName> = Prisma.TypeMap["model"][M]["operations"];

/** A row of a table with all its columns. Sealed ones are still sealed. */
export type Row<M extends ModelName> = Prisma.TypeMap["model"][M]["payload"]["scalars"];

type Created<M extends ModelName> = Exclude<
  Operations<M>["createManyAndReturn"]["args"]["data"],
  readonly unknown[]
>;
type SetByTheWriter =
  | "id"
  | "accountId"
  | "version"
  | "createdAt"
  | "updatedAt"
  | "deletedAt"
  | "deletionId"
  | `${string}TokenIndex`
  | `${string}Sort`
  | "wordRules";

/** The fields of a new row that a command sets. The writer adds the rest, including blind
 *  indexes and sorted texts. Sealed fields are given as plaintext. */
export type NewRow<M extends ModelName> = {
  [F in keyof Created<M> as F extends SetByTheWriter ? never : F]: Created<M>[F];
};

/** The fields of a row that a command changes. An absent or undefined field stays unchanged. */
export type RowChange<M extends ModelName> = { readonly [F in keyof NewRow<M>]?: NewRow<M>[F] | undefined };

const models: DescribedSchema = schemaMap;

/** The description of a table from the schema. Throws when there is no such model. */
export function describe(model: string): DescribedModel {
  const described = models[model];
  if (!described) throw new Error(`There is no model ${model}`);
  return described;
}

/** The name of a model on Prisma's client: `SpendingProfile` is `spendingProfile`. */
export function delegateName<M extends ModelName>(model: M): Uncapitalize<M> {
  return (model.charAt(0).toLowerCase() + model.slice(1)) as Uncapitalize<M>;
}
