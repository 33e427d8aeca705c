import { connection } from "@/lib/db/client.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { log } from "@/lib/log.ts";

/** Whether the database answers, and which it is. Throws EnvError when the environment is not complete. */
export async function databaseHealth(): Promise<{ engine: "sqlite" | "postgresql"; status: "ok" | "down" }> {
  const { engine } = connection();
  try {
    await acrossAccounts((db) => db.account.findFirst({ select: { id: true } }));
    return { engine, status: "ok" };
  } catch (error) {
    log().error({ error }, "health: the database does not answer");
    return { engine, status: "down" };
  }
}
