// npm run keys:rotate: run it after putting a new key in front of FIELD_KEYS. When it ends, the old
// keys can be removed.
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { connection } from "@/lib/db/client.ts";
import { openRaw } from "@/lib/db/raw/raw-database.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { env } from "@/lib/process/env.ts";
import { resealValues } from "./reseal-values.ts";

const noteRotation = command({
  name: "keys.rotate",
  input: z.strictObject({ values: z.int(), key: z.string() }),
  async run({ db, actor, input }) {
    db.note("Account", actor.accountId, input);
    return null;
  },
});

const db = await openRaw(env().DATABASE_URL);
try {
  const key = env().FIELD_KEYS.writing;
  const { done, left, unreadable } = await resealValues(db, (count) =>
    process.stdout.write(`\r${count} values sealed again`),
  );
  const platform = await acrossAccounts((reader) =>
    reader.account.findFirst({ where: { accountType: "platform" }, select: { id: true } }),
  );
  if (platform && done > 0)
    await noteRotation(systemActor("keys:rotate", platform.id, crypto.randomUUID()), { values: done, key });
  for (const place of unreadable) console.error(`\nNo key in FIELD_KEYS opens ${place}.`);
  console.log(`\n${done} values were sealed again with the key ${key}.`);
  console.log(
    left === 0
      ? "Every older key can be taken out of FIELD_KEYS."
      : `${left} values are still under an older key: keep it, see that every server has the new one, and run this again.`,
  );
  process.exitCode = left === 0 ? 0 : 1;
} finally {
  await db.close();
  await connection().close();
}
