import type { DescribedField, DescribedModel, DescribedSchema } from "./described-model.ts";

/** The text of docs/schema.md: tables, columns with meaning and data class, keys, indexes with
 *  the query that each serves, and ER diagrams. */
export function schemaDocument(schema: DescribedSchema): string {
  return [
    head(schema),
    diagram(schema),
    ...Object.entries(schema).map(([name, model]) => table(name, model, schema)),
  ]
    .join("\n\n")
    .concat("\n");
}

function head(schema: DescribedSchema): string {
  return `# Schema

Written by \`prisma/generate/describe.ts\` from \`prisma/schema.prisma\`; change it there. ${Object.keys(schema).length} tables, the same on SQLite and PostgreSQL.

Every table but \`accounts\` carries \`account_id\`, and its foreign keys are made of \`(account_id, …)\`, so a row can only point inside its own
business. On PostgreSQL row-level security is forced on every table. Money is in integer minor units, times are UTC.
Append-only tables refuse every UPDATE and DELETE. Unique keys marked *living rows* ignore deleted rows.

## Data classes

| class | means |
|---|---|
| public | for everyone who may see the row |
| personal | about a person: never for an analyst |
| internal | for the machinery, on no page |
| secret | a hash of a credential: never leaves the server, in audit rows only a mark |
| sealed | encrypted at rest (AES-256-GCM); in audit rows only a mark |`;
}

function diagram(schema: DescribedSchema): string {
  const names = new Map(Object.entries(schema).map(([name, model]) => [name, model.table]));
  const lines = Object.values(schema).flatMap((model) =>
    Object.entries(model.relations)
      .filter(([relation, { from }]) => from.length > 0 && relation !== "account")
      .map(([relation, { model: target, from }]) => {
        const optional = from.some((field) => model.fields[field]?.required === false);
        return `  ${names.get(target)} ${optional ? "|o" : "||"}--o{ ${model.table} : ${relation}`;
      }),
  );
  return `## Diagram\n\nEvery table also belongs to \`accounts\`.\n\n\`\`\`mermaid\nerDiagram\n${lines.join("\n")}\n\`\`\``;
}

function table(name: string, model: DescribedModel, schema: DescribedSchema): string {
  const traits = [
    model.appendOnly && "append-only",
    model.softDeleted && "deleted softly",
    model.machinery && "machinery (writing it is not itself audited)",
    model.partOf && `audited as part of its ${model.partOf}`,
  ].filter(Boolean);
  const columns = Object.values(model.fields).map(
    (field) =>
      `| \`${field.column}\` | ${field.type}${field.required ? "" : "?"} | ${field.dataClass} | ${field.about} | ${rule(field)} |`,
  );
  const column = (field: string) => model.fields[field]?.column ?? field;
  const keys = Object.values(model.relations)
    .filter(({ from }) => from.length > 0)
    .map(({ model: target, from, to }) => {
      const other = schema[target];
      return `- \`(${from.map(column).join(", ")})\` → \`${other?.table}(${to.map((field) => other?.fields[field]?.column ?? field).join(", ")})\``;
    });
  const indexes = model.indexes.map((index) => {
    const kind = `${index.unique ? "unique" : ""}${index.where ? `${index.unique ? ", " : ""}where ${index.where}` : ""}`;
    return `| \`${index.name}\` | ${index.fields.map(column).join(", ")} | ${kind} | ${index.serves ?? "the column itself"} |`;
  });
  const checks = Object.entries(model.checks).map(([check, sql]) => `- \`${check}\`: \`${sql}\``);
  const orders = Object.entries(model.orders).map(([name, { sql }]) => `- \`${name}\`: \`${sql}\``);
  return [
    `## ${model.table}`,
    `\`${name}\`. ${model.about}${traits.length ? ` *${sentence(traits.join("; "))}.*` : ""}`,
    `| column | type | class | meaning | rule |\n|---|---|---|---|---|\n${columns.join("\n")}`,
    ...(keys.length ? [`Foreign keys:\n\n${keys.join("\n")}`] : []),
    ...(checks.length ? [`Rules across columns:\n\n${checks.join("\n")}`] : []),
    ...(orders.length
      ? [`Orders that no column has, each with an index \`idx_${model.table}_by_…\`:\n\n${orders.join("\n")}`]
      : []),
    ...(indexes.length
      ? [`| index | columns | kind | serves |\n|---|---|---|---|\n${indexes.join("\n")}`]
      : []),
  ].join("\n\n");
}

function rule(field: DescribedField): string {
  if (field.words) return field.words.join(", ");
  if (field.length) return `${field.length[0]} to ${field.length[1]} characters`;
  if (field.email) return "an e-mail address, lower case";
  if (field.amount) return "1 to 2,147,483,647";
  return field.check ? `\`${field.check}\`` : "";
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
