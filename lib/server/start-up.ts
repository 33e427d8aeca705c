import { linkOf, sameLink } from "@/lib/audit-log/chain/chain.ts";
import { connection } from "@/lib/db/client.ts";
import { UnreadableError } from "@/lib/db/encryption/encryption.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { EnvError, env, mayServeDemo } from "@/lib/process/env.ts";

/** Checks before the first request that this process may serve: the environment is complete, the
 *  database was written with its keys, no demo is served in production, and on PostgreSQL no unit
 *  of work can bypass row-level security. Throws an error that says what to do. */
export async function proveStartUp(): Promise<void> {
  env();
  await openDatabase();
  await proveRowSecurity();
  await proveKeys();
  await refuseDemo();
}

// Otherwise a request would open it at first use, and it would hold that request's memory forever.
async function openDatabase(): Promise<void> {
  await connection().client.$connect();
}

async function proveRowSecurity(): Promise<void> {
  if (connection().engine === "sqlite") return;
  await inTransaction({ accountId: 0 }, async () => {
    const [role] = await connection().plainSql(
      "SELECT current_user::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user",
      [],
    );
    if (role?.[0] !== "portal_app" || String(role[1]) !== "false")
      throw new Error(
        `A unit of work runs as ${role?.[0]}, which row-level security does not hold. Have the database's administrator run: ALTER ROLE portal_app NOSUPERUSER NOBYPASSRLS;`,
      );
    const open = await connection().plainSql(
      "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname <> '_prisma_migrations' AND NOT (relrowsecurity AND relforcerowsecurity)",
      [],
    );
    if (open[0])
      throw new Error(
        `Row-level security is off for ${open.map(([name]) => name).join(", ")}. For each, run: ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;`,
      );
  });
}

// Everyone who reads the demo knows its people. Nobody else can have an address under .example
// (RFC 2606).
async function refuseDemo(): Promise<void> {
  if (mayServeDemo(env())) return;
  const person = await acrossAccounts((db) =>
    db.user.findFirst({ where: { status: "active", email: { endsWith: ".example" } } }),
  );
  if (person)
    throw new EnvError(
      `This database has people of the demo, such as ${person.email}. Use a database without the demo, or deactivate them; to show the demo, set DEMO to: allowed.`,
    );
}

async function proveKeys(): Promise<void> {
  const { row, card } = await acrossAccounts(async (db) => ({
    row: await db.auditLog.findFirst({ orderBy: { id: "desc" } }),
    card: await db.card.findFirst({ where: { lithicCardToken: { not: null } }, orderBy: { id: "desc" } }),
  }));
  const restore =
    "Restore the .env.local or the secrets that this database was made with; nothing was changed.";
  if (row) {
    const link = linkOf({
      ...row,
      occurredAt: row.occurredAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
    });
    if (link === undefined || !sameLink(link, row.hash))
      throw new EnvError(
        `AUDIT_KEYS are not the keys that this database's audit log was written with. ${restore}`,
      );
  }
  try {
    if (card) openField("Card", card, "lithicCardToken");
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new EnvError(
      `FIELD_KEYS are not the keys that this database's fields were sealed with. ${restore}`,
    );
  }
}
