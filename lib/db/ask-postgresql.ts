import type pg from "pg";
import type { SqlValue } from "./client.ts";

/** A statement as the driver takes it. */
export type Query = pg.QueryConfig | pg.QueryArrayConfig;
/** Its rows, as lists in the order of the columns where it asked for that. */
export type Answer = pg.QueryArrayResult<SqlValue[]>;

/** Sends a statement over a connection. It is answered by callback: the promise that the driver makes would keep most answers until the next full
 *  collection of garbage, and who reads a million rows would wait a quarter longer. */
export function ask(client: pg.ClientBase, query: Query): Promise<Answer> {
  return new Promise((resolve, reject) => {
    void client.query(query, (error: Error | null, answer: pg.QueryResult) =>
      error ? reject(error) : resolve(answer as unknown as Answer),
    );
  });
}
