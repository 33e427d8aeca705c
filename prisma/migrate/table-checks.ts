import type { DescribedField, DescribedModel } from "../generate/described-model.ts";

/** The CHECK rules of a table by name, the same on both engines. They come from the words,
 *  lengths and amounts of its columns, and from its own rules. Throws when two have the same
 *  name, because the database would keep only one of them. */
export function tableChecks(model: DescribedModel): Record<string, string> {
  const columns = Object.values(model.fields).flatMap((field) => {
    const sql = columnCheck(field);
    return sql ? [[`chk_${model.table}_${field.column}`, sql] as const] : [];
  });
  const across = Object.entries(model.checks).map(
    ([name, sql]) => [`chk_${model.table}_${name}`, sql] as const,
  );
  const names = [...columns, ...across].map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice)
    throw new Error(
      `Two rules are named ${twice}: call the @check of the model something else than the column`,
    );
  return Object.fromEntries([...columns, ...across]);
}

function columnCheck({ column, words, length, email, amount, check }: DescribedField): string | undefined {
  if (words) return `${column} IN (${words.map((word) => `'${word}'`).join(", ")})`;
  if (length) return `length(${column}) BETWEEN ${length[0]} AND ${length[1]}`;
  if (email)
    return `length(${column}) BETWEEN 3 AND 254 AND ${column} LIKE '_%@_%' AND ${column} NOT LIKE '%@%@%' AND ${column} NOT LIKE '% %' AND ${column} = lower(${column})`;
  if (amount) return `${column} BETWEEN 1 AND 2147483647`;
  return check;
}
