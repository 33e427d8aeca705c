import { z } from "zod";
import { components } from "@/lib/fields/component.ts";

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export interface JsonSchema {
  [keyword: string]: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

type Schemas = Readonly<Record<string, z.ZodType>>;

/** Converts what commands accept to JSON Schemas, by name. */
export const inputSchemas = (schemas: Schemas) =>
  propertiesOf(z.toJSONSchema(z.object(schemas), { ...options, io: "input" }));

/** Converts answers to JSON Schemas by name, and the schemas made with `component()`, which the
 *  answers refer to. */
export function answerSchemas(schemas: Schemas) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of components) registry.add(schema, { id });
  const answers = z.object(schemas);
  registry.add(answers, { id: "answers" });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { answers: converted, ...rest } = z.toJSONSchema(registry, { ...options, io: "output", uri }).schemas;
  return {
    answers: propertiesOf(converted),
    components: Object.fromEntries(
      Object.entries(rest).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema as JsonSchema]),
    ),
  };
}

// A property of a zod object is never a mere true or false.
const propertiesOf = (schema: z.core.JSONSchema.BaseSchema | undefined) =>
  (schema?.properties ?? {}) as Record<string, JsonSchema>;

// Removes what means nothing in JSON: the safe-integer bounds, the patterns of formats such as
// dates, and the bigint alternative of a union.
function sayLess({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (zodSchema._zod.def.type === "union" && jsonSchema.anyOf) {
    const options = zodSchema._zod.def.options;
    const sendable = jsonSchema.anyOf.filter((_, place) => options[place]?._zod.def.type !== "bigint");
    if (sendable.length < options.length && sendable.length === 1) {
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { ...sendable[0], ...jsonSchema });
    }
  }
}

const options = { target: "draft-2020-12", unrepresentable: "any", override: sayLess } as const;
