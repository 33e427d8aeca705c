import { EventEmitter } from "node:events";
import { afterEach, beforeAll, expect, it } from "vitest";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { type Connection, connect, connection, setConnection } from "@/lib/db/client.ts";
import { acrossAccounts, inAccount, inTransaction } from "@/lib/db/transaction.ts";
import { formError } from "@/lib/http/form-error.ts";
import { problem } from "@/lib/http/route-handler.ts";
import { withRequestNotes } from "@/lib/process/request-notes.mjs";
import { tryToWrite } from "@/lib/server/can-write.ts";
import { readHealth } from "@/lib/server/health.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";

let business: TestBusiness;
let own: Connection;
beforeAll(async () => {
  business = await testBusiness();
  own = connection();
});
afterEach(async () => {
  if (connection() !== own) await connection().close();
  setConnection(own);
});

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const list = () => inAccount(business.accountId, (db) => db.card.findMany({ orderBy: { id: "asc" } }));
const freeze = () => freezeCard(business.owner, { cardId: business.cardId, reason: "Lost" });

// A folder is no SQLite file, and nobody listens on port 1.
const elsewhere = { sqlite: `file:${process.cwd()}`, postgresql: "postgresql://a:b@127.0.0.1:1/none" };
const goAway = () => setConnection(connect(elsewhere[testEngine]));

it("a database that is away is 503, in words and with a Retry-After (G28)", async () => {
  goAway();
  for (const work of [list, freeze]) {
    const error = await caught(work());
    expect(error).toMatchObject({ name: "AppError", code: "UNAVAILABLE" });
    const answer = problem(error);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining("can't reach its database"),
    });
    expect(formError(error)).toMatchObject({ code: "UNAVAILABLE" });
  }
});

it("a page that cannot read the database deserves 503, and may know why (G28)", async () => {
  goAway();
  await withRequestNotes(new EventEmitter(), async (notes: { failedStatus?: number }) => {
    expect(await caught(list())).toMatchObject({ digest: "UNAVAILABLE" });
    expect(notes.failedStatus).toBe(503);
  });
});

it("what came raw from the driver is told in the same words (G28)", async () => {
  goAway();
  const raw = await caught(inTransaction("across", (tx) => tx.user.count()));
  expect(problem(raw).status).toBe(503);
});

it("health is down while the database is away (G28)", async () => {
  goAway();
  expect(await readHealth()).toMatchObject({ status: "down", database: { status: "down" } });
});

it.runIf(testEngine === "postgresql")(
  "a connection that breaks is 503, and the next one works (G28)",
  async () => {
    const db = await rawTestDatabase({ asLogin: true });
    const error = caught(acrossAccounts(() => connection().plainSql("SELECT 1 FROM pg_sleep(60)", [])));
    const others = "datname = current_database() AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()";
    for (let ended = 0; ended === 0; )
      ended = (await db.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`))
        .length;
    expect(await error).toMatchObject({ code: "UNAVAILABLE" });
    await db.close();
    expect(await list()).toHaveLength(1);
  },
);

it.runIf(testEngine === "sqlite")(
  "a full disk is told as one; reads go on and nothing is lost (G28)",
  async () => {
    const before = await list();
    await inTransaction("across", () => connection().plainSql("PRAGMA max_page_count = 1", []));
    const profiles = async () => {
      for (let time = 0; time < 500; time++)
        await createSpendingProfile(business.owner, { name: `Profile ${time}` });
    };
    const error = await caught(profiles());
    expect(error).toMatchObject({ code: "READ_ONLY", message: expect.stringContaining("disk is full") });
    expect(problem(error).status).toBe(503);
    expect(await list()).toEqual(before);
  },
);

it.runIf(testEngine === "postgresql")(
  "a database that takes no changes is told as one, and health is down (G28)",
  async () => {
    const db = await rawTestDatabase({ asLogin: true });
    const [name] = (await db.rows("SELECT current_database()::text"))[0] ?? [];
    await db.run(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    setConnection(connect(own.url));
    expect(await list()).toHaveLength(1);
    expect(await caught(freeze())).toMatchObject({ code: "READ_ONLY" });
    expect(await tryToWrite()).toBe(false);
    await db.close();
  },
);

it.runIf(testEngine === "sqlite")(
  "a disk without room is told before the next change fails (G28)",
  async () => {
    expect(await tryToWrite(Number.MAX_SAFE_INTEGER)).toBe(false);
  },
);

it("a database that takes changes can say so again and again (G28)", async () => {
  expect(await tryToWrite()).toBe(true);
  expect(await tryToWrite()).toBe(true);
});
