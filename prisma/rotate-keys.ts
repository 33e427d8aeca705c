// npm run keys:rotate: after a new key was put in front of FIELD_KEYS. When it ends, the old keys can be taken out.
import { z } from "zod";
import { systemActor } from "../lib/auth/actor.ts";
import { command } from "../lib/command.ts";
import { connection } from "../lib/db/client.ts";
import { openRaw } from "../lib/db/raw-database.ts";
import { rotateKeys } from "../lib/db/rotate-keys.ts";
import { acrossAccounts } from "../lib/db/transaction.ts";
import { env } from "../lib/env.ts";

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
  const values = await rotateKeys(db, (done) => process.stdout.write(`\r${done} values sealed again`));
  const platform = await acrossAccounts((reader) => reader.account.findFirst({ where: { accountType: "platform" }, select: { id: true } }));
  if (platform && values > 0)
    await noteRotation(systemActor("keys:rotate", platform.id, crypto.randomUUID()), { values, key: env().FIELD_KEYS.writing });
  console.log(
    `${values ? "\n" : ""}${values} values are now sealed with the key ${env().FIELD_KEYS.writing}; every older key can be taken out of FIELD_KEYS.`,
  );
} finally {
  await db.close();
  await connection().close();
}
