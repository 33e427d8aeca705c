import { appendFileSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { env } from "@/lib/process/env.ts";
import { testBusiness } from "@/lib/testing/test-database.ts";
import { isGenuine, readCheckpointFile, writeCheckpoints } from "./checkpoint.ts";

const minute = 60_000;

it("signs a chain when it first grows, then when a minute or a thousand rows have passed", async () => {
  const { accountId, owner } = await testBusiness();
  const mine = (checkpoints: readonly { accountId: number }[]) =>
    checkpoints.filter((checkpoint) => checkpoint.accountId === accountId);
  const start = Date.now();
  expect(mine(await writeCheckpoints(new Date(start)))).toHaveLength(1);
  expect(mine(await writeCheckpoints(new Date(start + 2 * minute)))).toHaveLength(0);
  await renameAccount(owner, { businessName: "One more row" });
  expect(mine(await writeCheckpoints(new Date(start + minute - 1)))).toHaveLength(0);
  const [second] = mine(await writeCheckpoints(new Date(start + minute)));
  const head = await inAccount(accountId, (db) => db.auditHead.findFirst());
  expect(second).toMatchObject({
    seq: head?.seq,
    hash: head?.hash,
    at: new Date(start + minute).toISOString(),
  });
  expect(mine(readCheckpointFile().checkpoints)).toHaveLength(2);
  expect(readCheckpointFile().checkpoints.every(isGenuine)).toBe(true);
  expect(readFileSync(env().CHECKPOINT_FILE, "utf8")).toMatch(/\n$/);
});

it("does not take a checkpoint for genuine when any of it was changed", async () => {
  await testBusiness();
  const [checkpoint] = await writeCheckpoints(new Date(), { all: true });
  if (!checkpoint) throw new Error("no checkpoint was written");
  for (const other of [
    { accountId: checkpoint.accountId + 1 },
    { seq: checkpoint.seq + 1 },
    { hash: "h".repeat(43) },
    { at: "2020-01-01T00:00:00.000Z" },
  ])
    expect(isGenuine({ ...checkpoint, ...other })).toBe(false);
});

it("goes on after a line that a crash cut off", async () => {
  await testBusiness();
  const [checkpoint] = await writeCheckpoints(new Date(), { all: true });
  appendFileSync(env().CHECKPOINT_FILE, JSON.stringify(checkpoint).slice(0, 50));
  await testBusiness();
  const before = readCheckpointFile();
  await writeCheckpoints(new Date(), { all: true });
  const after = readCheckpointFile();
  expect(after.damagedLines).toHaveLength(1);
  expect(after.checkpoints.length).toBeGreaterThan(before.checkpoints.length);
});
