import type pg from "pg";
import type { SqlValue } from "./database.ts";

/** A statement in the form that the driver takes. */
export type Query = pg.QueryConfig | pg.QueryArrayConfig;
/** The answer of a statement. Rows are lists in column order when the statement asks for that. */
export type Answer = pg.QueryArrayResult<SqlValue[]>;

/** Sends a statement over a connection. The driver answers by callback, because its own promises
 *  keep most answers until the next full garbage collection: reading a million rows takes a
 *  quarter longer with them. */
export function ask(client: pg.ClientBase, query: Query): Promise<Answer> {
  return new Promise((resolve, reject) => {
    void client.query(query, (error: Error | null, answer: pg.QueryResult) =>
      error ? reject(error) : resolve(answer as unknown as Answer),
    );
  });
}
