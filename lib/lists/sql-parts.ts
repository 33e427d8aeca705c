import { connection, type SqlValue } from "@/lib/db/client.ts";

/** A piece of SQL with its parameters, which are written `?`. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** SQL as it is written here; never what somebody typed. */
export const part = (sql: string, values: readonly SqlValue[] = []): Sql => ({ sql, values });

/** Pieces put together, as in a text: build`SELECT id FROM ${table}`. */
export function build(texts: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  return {
    sql: texts.map((text, at) => text + (parts[at]?.sql ?? "")).join(""),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Pieces with a text such as " AND " between them. */
export const join = (parts: readonly Sql[], between: string): Sql =>
  part(
    parts.map(({ sql }) => sql).join(between),
    parts.flatMap(({ values }) => values),
  );

/** The rows, within a unit of work of the account that the SQL names. */
export const select = ({ sql, values }: Sql) => connection().plainSql(sql, values);
