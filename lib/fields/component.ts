import type { z } from "zod";

const named = new Map<string, z.ZodType>();

/** The schemas that `component` named, by name. */
export const components: ReadonlyMap<string, z.ZodType> = named;

/** Names the schema of an answer. The API's document shows it once, under its components, and
 *  refers to it everywhere else. */
export function component<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  named.set(name, schema);
  return schema;
}
