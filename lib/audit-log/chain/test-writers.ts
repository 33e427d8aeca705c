// A process that writes as fast as it can. chain-under-load.test.ts starts and kills it. It reads
// DATABASE_URL, and as arguments a label, the number of writers, the commands per writer, and
// account and user ids as JSON. It prints a line for each answered command.

import { z } from "zod";
import { systemActor } from "../../auth/actor.ts";
import { command } from "../../command.ts";
import { connection } from "../../db/client.ts";
import { AppError } from "../../errors.ts";

const [label = "", writers = "1", commands = "1", people = "[]"] = process.argv.slice(2);
const targets = JSON.parse(people) as { accountId: number; userId: number }[];

const rename = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), name: z.string(), abort: z.boolean() }),
  async run({ db, input: { userId, name, abort } }) {
    await db.update("User", await db.findForUpdate("User", userId), {
      name,
      givenName: name,
      familyName: "",
    });
    if (abort) throw new Aborted();
    return null;
  },
});

class Aborted extends Error {}

async function write(writer: number): Promise<void> {
  for (let count = 0; count < Number(commands); count++) {
    const { accountId, userId } = targets[writer % targets.length] as (typeof targets)[number];
    const abort = count % 7 === 3;
    const name = `${label} ${writer} ${count}`;
    await rename(systemActor("test", accountId, `${label}-${writer}-${count}`), { userId, name, abort }).then(
      () => console.log(`${label}-${writer}-${count}`),
      (error: unknown) => {
        // The caller tries again, as BUSY asks it to.
        if (error instanceof AppError && error.code === "BUSY") count -= 1;
        else if (!(error instanceof Aborted)) throw error;
      },
    );
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)));
await connection().close();
