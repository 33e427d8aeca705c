import { openRaw, type RawDatabase } from "@/lib/db/raw/raw-database.ts";

// Opened once in each of Playwright's workers, which have one database.
let opened: Promise<RawDatabase> | undefined;

/** The database of the portal under test. */
export function databaseAt(databaseUrl: string): Promise<RawDatabase> {
  opened ??= openRaw(databaseUrl, { asLogin: true });
  return opened;
}

/** Ends the connection, if there is one. The next file of this worker opens its own. */
export async function closeDatabase(): Promise<void> {
  const database = await opened;
  opened = undefined;
  await database?.close();
}

/** Makes the last proof of who these people are older than any that counts. */
export async function forgetProofs(databaseUrl: string, emails: readonly string[]): Promise<void> {
  const database = await databaseAt(databaseUrl);
  await database.run(
    `UPDATE sessions SET authenticated_at = '2020-01-01T00:00:00.000+00:00'
     WHERE user_id IN (SELECT id FROM users WHERE email IN (${emails.map(() => "?").join(", ")}))`,
    [...emails],
  );
}
