import type { DescribedModel, DescribedSchema } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import type { Prisma } from "@/prisma/generated/sqlite/client.ts";

export type ModelName = Prisma.ModelName;

type Operations<M extends ModelName> = Prisma.TypeMap["model"][M]["operations"];

/** A row of a table with all its columns, sealed ones still sealed. */
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
  | `${string}TokenIndex`;

/** What a command says of a new row; the writer adds the rest, blind indexes too. Sealed fields are given in the clear. */
export type NewRow<M extends ModelName> = {
  [F in keyof Created<M> as F extends SetByTheWriter ? never : F]: Created<M>[F];
};

/** What a command changes of a row; a field that is absent or undefined stays. */
export type RowChange<M extends ModelName> = { readonly [F in keyof NewRow<M>]?: NewRow<M>[F] | undefined };

const models: DescribedSchema = schemaMap;

/** What the schema says of a table. Throws when there is no such model. */
export function describe(model: string): DescribedModel {
  const described = models[model];
  if (!described) throw new Error(`There is no model ${model}`);
  return described;
}

/** Prisma's name of a model on its client: `SpendingProfile` is `spendingProfile`. */
export function delegateName<M extends ModelName>(model: M): Uncapitalize<M> {
  return (model.charAt(0).toLowerCase() + model.slice(1)) as Uncapitalize<M>;
}
