import { expect, it } from "vitest";
import { connection } from "@/lib/db/client.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { testEngine } from "@/lib/testing/test-database.ts";
import { connectPostgresql } from "./postgresql.ts";

it.runIf(testEngine === "postgresql").each(["direct", "behind a pooler"])(
  "no read waits for PostgreSQL to start other processes (%s)",
  async (way) => {
    const url = new URL(connection().url);
    if (way !== "direct") url.searchParams.set("pgbouncer", "true");
    const database = connectPostgresql(url.toString(), 1, []);
    const { rows } = await acrossAccounts(() => database.run("SHOW max_parallel_workers_per_gather", []));
    expect(rows).toEqual([["0"]]);
    await database.close();
  },
);
