// A Prisma generator. It reads the schema's comments and writes what the code, the migrations and
// readers need from them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import generatorHelper, { type DMMF } from "@prisma/generator-helper";
import type {
  DataClass,
  DescribedField,
  DescribedIndex,
  DescribedModel,
  DescribedOrder,
  DescribedRelation,
  DescribedSchema,
} from "./described-model.ts";
import { schemaDocument } from "./schema-document.ts";

const standardColumns: Record<string, readonly [DataClass, string]> = {
  id: ["public", "Name of the row."],
  accountId: ["public", "The business it belongs to."],
  version: ["public", "Counts the changes; a change made on an older version is refused."],
  createdAt: ["public", "When the row was made, UTC."],
  updatedAt: ["public", "When the row was last changed, UTC."],
  deletedAt: ["internal", "When the row was deleted; empty while it lives."],
  deletionId: ["internal", "Ties the rows that one deletion took; restoring brings back all of them."],
};

const dataClasses = ["public", "personal", "internal", "secret", "sealed"] as const;
const tagPattern = /(?<=^|\s)@([a-z-]+)(?: ([^@]*))?/g;

type Tags = { about: string; tags: { name: string; text: string }[] };

function readComment(comment: string | undefined): Tags {
  const about: string[] = [];
  const tags: Tags["tags"] = [];
  for (const line of (comment ?? "").split("\n")) {
    const first = line.search(/(?:^|\s)@[a-z-]+/);
    about.push(first < 0 ? line : line.slice(0, first));
    for (const [, name = "", text = ""] of line.matchAll(tagPattern)) tags.push({ name, text: text.trim() });
  }
  return { about: about.join(" ").replace(/\s+/g, " ").trim(), tags };
}

function describeField(model: string, field: DMMF.Field): DescribedField {
  const where = `${model}.${field.name}`;
  const { about, tags } = readComment(field.documentation);
  const standard = standardColumns[field.name];
  const classes = tags.flatMap((tag) => dataClasses.filter((name) => name === tag.name));
  const dataClass = classes[0] ?? standard?.[0];
  if (!dataClass || classes.length > 1)
    throw new Error(`${where}: give it exactly one data class (${dataClasses.join(", ")})`);
  const text = (name: string) => tags.find((tag) => tag.name === name)?.text;
  const length = text("length")?.split("..").map(Number);
  const described: DescribedField = {
    column: field.dbName ?? field.name,
    type: field.type as DescribedField["type"],
    required: field.isRequired,
    hasDefault: field.hasDefaultValue,
    ...(Object(field.default).name === "now" && { isMadeNow: true as const }),
    dataClass,
    about: about || standard?.[1] || "",
    ...(text("words") !== undefined && { words: text("words")?.split(/\s+/) ?? [] }),
    ...(length && { length: [length[0] ?? 0, length[1] ?? 0] as const }),
    ...(text("email") !== undefined && { email: true as const }),
    ...(text("amount") !== undefined && { amount: true as const }),
    ...(text("check") && { check: text("check") as string }),
    ...(text("searched") !== undefined && { searched: true as const }),
    ...(text("sort-of") !== undefined && { sortOf: text("sort-of") as string }),
    ...(text("bytewise") !== undefined && { bytewise: true as const }),
  };
  if (!described.about) throw new Error(`${where}: say what it means`);
  const bounded = described.words ?? described.length ?? described.email ?? described.check;
  if (
    field.type === "String" &&
    !standard &&
    !field.relationName &&
    bounded === undefined &&
    !isKeyPart(field)
  )
    throw new Error(`${where}: a text needs @words, @length, @email or @check`);
  if (field.type === "BigInt" && !described.amount && !described.check)
    throw new Error(`${where}: an amount needs @amount or @check`);
  return described;
}

const isKeyPart = (field: DMMF.Field) => field.isId || field.isReadOnly;

function describeModel(
  model: DMMF.Model,
  indexes: readonly DMMF.Index[],
  partial: ReadonlyMap<string, string>,
): DescribedModel {
  const { about, tags } = readComment(model.documentation);
  const all = (name: string) =>
    tags
      .filter((tag) => tag.name === name)
      .map((tag) => /^([\w-]+): (.*)$/.exec(tag.text))
      .map((match) => [match?.[1] ?? "", match?.[2] ?? ""] as const);
  const serves = new Map(all("serves"));
  const described: DescribedIndex[] = indexes
    .filter((index) => index.model === model.name && index.type !== "id")
    .map((index) => {
      const name = index.dbName ?? "";
      const where = partial.get(name);
      const query = serves.get(name);
      return {
        name,
        unique: index.type === "unique",
        fields: index.fields.map((field) => field.name),
        ...(where !== undefined && { where }),
        ...(query !== undefined && { serves: query }),
      };
    });
  const names = new Set(described.map((index) => index.name));
  for (const name of serves.keys())
    if (!names.has(name)) throw new Error(`${model.name}: @serves names no index: ${name}`);
  const relations = model.fields
    .filter((field) => field.kind === "object")
    .map((field): [string, DescribedRelation] => [
      field.name,
      {
        model: field.type,
        list: field.isList,
        from: field.relationFromFields ?? [],
        to: field.relationToFields ?? [],
      },
    ]);
  const partOf = tags.find((tag) => tag.name === "part-of")?.text;
  return {
    table: model.dbName ?? model.name,
    about,
    tenantField: model.name === "Account" ? "id" : "accountId",
    softDeleted: model.fields.some((field) => field.name === "deletedAt"),
    appendOnly: tags.some((tag) => tag.name === "append-only"),
    machinery: tags.some((tag) => tag.name === "machinery"),
    rewritten: tags.some((tag) => tag.name === "rewritten"),
    ...(partOf !== undefined && { partOf }),
    checks: Object.fromEntries(all("check")),
    orders: Object.fromEntries(all("order").map(([name, sql]) => [name, describeOrder(model, name, sql)])),
    fields: Object.fromEntries(
      model.fields
        .filter((field) => field.kind === "scalar")
        .map((field) => [field.name, describeField(model.name, field)]),
    ),
    relations: Object.fromEntries(relations),
    indexes: described,
  };
}

function describeOrder({ dbName, fields }: DMMF.Model, name: string, sql: string): DescribedOrder {
  const words = new Set(sql.match(/\w+/g));
  const columns = fields.map((field) => field.dbName ?? field.name).filter((column) => words.has(column));
  return { index: `idx_${dbName}_by_${name}`, sql, columns };
}

// Prisma tells generators everything about an index except its condition.
function partialIndexes(schemaText: string): Map<string, string> {
  const found = schemaText.matchAll(/map: "(\w+)", where: raw\("([^"]*)"\)/g);
  return new Map([...found].map(([, name = "", where = ""]) => [name, where]));
}

function generatedModule(schema: DescribedSchema): string {
  const words = Object.entries(schema).map(([name, model]) => {
    const fields = Object.entries(model.fields).flatMap(([field, { words }]) =>
      words ? [[field, words] as const] : [],
    );
    return [name, Object.fromEntries(fields)] as const;
  });
  return [
    `import type { DescribedSchema } from "../generate/described-model.ts";`,
    `export const schemaMap = ${JSON.stringify(schema, null, 2)} as const satisfies DescribedSchema;`,
    `export const words = ${JSON.stringify(Object.fromEntries(words), null, 2)} as const;`,
    "",
  ].join("\n\n");
}

// Small, because forms in the browser read it. The length of a sealed column is not that of its
// text.
function lengthsModule(schema: DescribedSchema): string {
  const lengths = Object.entries(schema).map(([name, model]) => {
    const fields = Object.entries(model.fields).flatMap(([field, { length, dataClass }]) =>
      length && (dataClass === "public" || dataClass === "personal") ? [[field, length[1]] as const] : [],
    );
    return [name, Object.fromEntries(fields)] as const;
  });
  const filled = lengths.filter(([, fields]) => Object.keys(fields).length > 0);
  return `export const maxLengths = ${JSON.stringify(Object.fromEntries(filled), null, 2)} as const;\n`;
}

generatorHelper.generatorHandler({
  onManifest: () => ({ defaultOutput: "generated", prettyName: "schema map and docs/schema.md" }),
  async onGenerate({ dmmf, schemaPath, generator }) {
    const partial = partialIndexes(readFileSync(schemaPath, "utf8"));
    const schema: DescribedSchema = Object.fromEntries(
      dmmf.datamodel.models.map((model) => [
        model.name,
        describeModel(model, dmmf.datamodel.indexes, partial),
      ]),
    );
    const output = generator.output?.value ?? "generated";
    mkdirSync(output, { recursive: true });
    writeFileSync(join(output, "schema-map.ts"), generatedModule(schema));
    writeFileSync(join(output, "max-lengths.ts"), lengthsModule(schema));
    writeFileSync(join(output, "../../docs/schema.md"), schemaDocument(schema));
  },
});
