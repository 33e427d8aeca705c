import { afterEach, beforeAll, expect, it } from "vitest";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { connection } from "@/lib/db/client.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { readHealth } from "@/lib/server/health.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { openSqlite } from "./sqlite-connection.ts";

let business: TestBusiness;
let release: () => void = () => {};
beforeAll(async () => {
  business = await testBusiness();
});
afterEach(() => release());

/** Another program begins to write to the file, and goes on until it is released. */
async function foreignLock(): Promise<void> {
  const other = await rawTestDatabase();
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await new Promise<void>((begun) => {
    const held = other.transaction(async () => {
      begun();
      await isReleased;
    });
    void held.then(() => other.close());
  });
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

it.runIf(testEngine === "sqlite")("no connection of the server waits inside SQLite (G28)", () => {
  for (const readonly of [true, false]) {
    const { db } = openSqlite(connection().url, readonly);
    expect(db.pragma("busy_timeout", { simple: true })).toBe(0n);
    db.close();
  }
});

it.runIf(testEngine === "sqlite")(
  "reads go on while another program holds the file's lock (G28)",
  async () => {
    await foreignLock();
    let isFrozen = false;
    const freezing = freezeCard(business.owner, { cardId: business.cardId, reason: "Lost" }).then(() => {
      isFrozen = true;
    });
    for (let time = 0; time < 20; time++) {
      expect(await inAccount(business.accountId, (db) => db.card.count())).toBe(1);
      await turns(5);
    }
    expect(isFrozen).toBe(false);
    release();
    await freezing;
    expect(isFrozen).toBe(true);
  },
);

it.runIf(testEngine === "sqlite")(
  "health says when the lock keeps everything from being saved (G28)",
  async () => {
    await foreignLock();
    expect(await readHealth()).toMatchObject({ status: "down", database: { status: "read-only" } });
  },
);
