import { z } from "zod";

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export interface JsonSchema {
  [keyword: string]: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** The schemas of inputs or answers by name, and the schemas with an id, which
 *  become shared components. */
export interface JsonSchemas {
  readonly named: Readonly<Record<string, JsonSchema>>;
  readonly components: Readonly<Record<string, JsonSchema>>;
}

/** Converts zod schemas to JSON Schemas, of what they accept (`input`) or return (`output`). */
export function jsonSchemas(
  io: "input" | "output",
  schemas: Readonly<Record<string, z.ZodType>>,
): JsonSchemas {
  const whole = z.toJSONSchema(z.object(schemas), {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
    override: sayLess,
  });
  const { properties = {}, $defs = {} } = JSON.parse(
    JSON.stringify(whole).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  return {
    named: properties,
    components: Object.fromEntries(
      Object.entries($defs).map(([name, { id: _, ...schema }]) => [name, schema]),
    ),
  };
}

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
