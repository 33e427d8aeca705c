import type { JsonSchema } from "@/lib/http/openapi/json-schemas";

/** A JSON Schema in the notation of a TypeScript type, which is short and which programmers read:
 *  one line for each property, with its limits behind it. */
export function schemaText(schema: JsonSchema, named: Schemas, indent = ""): string {
  if (typeof schema.$ref === "string")
    return schemaText(named[schema.$ref.split("/").at(-1) ?? ""] ?? {}, named, indent);
  const options = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (options) return options.map((option) => schemaText(option, named, indent)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") return arrayText(schemaText(schema.items as JsonSchema, named, indent));
  return schema.properties
    ? objectText(schema, schema.properties, named, indent)
    : String(schema.type ?? "any");
}

/** The schemas that others refer to, by name. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

const arrayText = (item: string) =>
  item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;

function objectText(
  schema: JsonSchema,
  properties: Readonly<Record<string, JsonSchema>>,
  named: Schemas,
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, property]) => {
    const mark = schema.required?.includes(name) ? "" : "?";
    const limits = limitsText(property);
    return `${inner}${name}${mark}: ${schemaText(property, named, inner)}${limits && `  // ${limits}`}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

const maxId = 2_147_483_647;

function limitsText(property: JsonSchema): string {
  const options = (property.anyOf ?? []) as JsonSchema[];
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, format, description, ...rest } = {
    ...options.find(({ type }) => type !== "null"),
    ...property,
  };
  return [
    range(minLength, maxLength, "characters"),
    range(minItems, maxItems, "items"),
    range(minimum, maximum === maxId ? undefined : maximum, ""),
    format,
    rest.default === undefined || rest.default === null
      ? undefined
      : `default ${JSON.stringify(rest.default)}`,
    description,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
}

function range(from: unknown, to: unknown, unit: string): string | undefined {
  if (to !== undefined) return `${from ?? 0} to ${to} ${unit}`.trim();
  return from === undefined || from === 0 ? undefined : `at least ${from} ${unit}`.trim();
}
