import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blindIndex, seal } from "@/lib/db/encryption/encryption.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { testRows } from "@/lib/testing/test-rows.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

const cards = 6_000;
const oldKeys = process.env.FIELD_KEYS as string;
const bothKeys = `k2:${randomBytes(32).toString("base64")},${oldKeys}`;
const newKeys = bothKeys.split(",")[0] as string;
const tokens = Array.from({ length: cards }, () => randomUUID());

let business: TestBusiness;
let db: RawDatabase;

beforeAll(async () => {
  business = await testBusiness();
  await testRows(business);
  db = await rawTestDatabase();
  await db.transaction(async () => {
    for (const token of tokens) {
      const sealed = seal(token, { model: "Card", field: "lithicCardToken", accountId: business.accountId });
      await db.run(
        "INSERT INTO cards (account_id, user_id, card_type, form, status, last_four, lithic_card_token, lithic_card_token_index) VALUES (?, ?, 'debit', 'virtual', 'active', '4242', ?, ?)",
        [business.accountId, business.user.userId, sealed, blindIndex("Card", "lithicCardToken", token)],
      );
    }
  });
});
afterAll(() => db.close());

const rotate = (keys: string): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", "prisma/upkeep/rotate-keys.ts"], {
    env: { ...process.env, FIELD_KEYS: keys },
    stdio: ["ignore", "pipe", "inherit"],
  });
const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.on("close", resolve));
const underOldKey = async (table: string, column: string) =>
  Number((await db.rows(`SELECT count(*) FROM ${table} WHERE ${column} LIKE 'v1.k1.%'`))[0]?.[0]);

const sealedColumns = Object.values<DescribedModel>(schemaMap).flatMap(({ table, fields }) =>
  Object.values(fields).flatMap(({ column, dataClass }) =>
    dataClass === "sealed" ? [{ table, column }] : [],
  ),
);

it("rotates every sealed column, killed half-way and run again, with lookups working all the while", async () => {
  const killed = rotate(bothKeys);
  const end = ended(killed);
  await new Promise<void>((resolve) =>
    killed.stdout?.on("data", (chunk) => /\d{4} values/.test(String(chunk)) && resolve()),
  );
  killed.kill("SIGKILL");
  await end;

  const left = await underOldKey("cards", "lithic_card_token");
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(cards);
  // A running portal has both keys by then, and finds cards under either key.
  for (const token of [tokens[0], tokens.at(-1)] as string[])
    expect(await foundWith(bothKeys, token)).toBe(business.accountId);

  expect(await ended(rotate(bothKeys))).toBe(0);
  for (const { table, column } of sealedColumns)
    expect([table, column, await underOldKey(table, column)]).toEqual([table, column, 0]);
  for (const token of [tokens[0], tokens[cards / 2], tokens.at(-1)] as string[])
    expect(await foundWith(newKeys, token)).toBe(business.accountId);
  expect(await ended(rotate(newKeys))).toBe(0);
});

/** The account in which a new process with these keys finds a token. */
async function foundWith(keys: string, token: string): Promise<number | undefined> {
  const program = `import { findCardByLithicToken } from "./lib/cards/issuer/find-card.ts"; import { connection } from "./lib/db/client.ts";
    console.log((await findCardByLithicToken(process.argv[1]))?.accountId); await connection().close();`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, token], {
    env: { ...process.env, FIELD_KEYS: keys },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  await ended(child);
  return output.trim() === "undefined" ? undefined : Number(output);
}
