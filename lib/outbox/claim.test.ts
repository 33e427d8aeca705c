import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { testBusiness } from "@/lib/testing/test-database.ts";
import { testRows } from "@/lib/testing/test-rows.ts";
import { claim, findDue, newOwner, type Queue, release, renew, writeHeld } from "./claim.ts";

const queues = [
  { model: "LithicOperation", statuses: ["waiting", "unknown", "running"], held: "running" },
  { model: "WebhookEvent", statuses: ["received", "quarantined"], held: "received" },
  { model: "BulkJob", statuses: ["running", "cancelling"], held: "running" },
] as const;

describe.each(queues)("a row of $model", ({ model, statuses, held }) => {
  const queue: Queue = { model, statuses, leaseMilliseconds: 20_000, maxAheadMilliseconds: 60_000 };
  let accountId: number;
  let id: number | string;

  beforeEach(async () => {
    const business = await testBusiness();
    ({ accountId } = business);
    ({ [model]: id } = await testRows(business));
    vi.useFakeTimers({ toFake: ["Date"] });
    later(1);
  });
  afterEach(() => void vi.useRealTimers());

  const later = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);
  const claimIt = (owner: string) => claim(queue, { id }, owner, { status: held });
  const isFound = async () => (await findDue(queue, 1_000, ["id"])).some((row) => row.id === id);
  const leaseOwner = async () => {
    const table = {
      LithicOperation: "lithicOperation",
      WebhookEvent: "webhookEvent",
      BulkJob: "bulkJob",
    } as const;
    const row = await inAccount(accountId, (db) =>
      (
        db[table[model]] as { findFirst(args: object): Promise<{ leaseOwner: string | null } | null> }
      ).findFirst({
        where: { id },
      }),
    );
    return row?.leaseOwner;
  };

  it("goes to one of the workers that claim it at the same moment", async () => {
    expect(await isFound()).toBe(true);
    const claims = await Promise.all(Array.from({ length: 6 }, () => claimIt(newOwner())));
    expect(claims.flat()).toMatchObject([{ id }]);
    expect(await isFound()).toBe(false);
  });

  it("stays with a worker that renews its lease", async () => {
    await claimIt("first");
    later(15);
    expect(await renew(queue, { id, owner: "first" })).toEqual(new Date(Date.now() + 20_000));
    later(15);
    expect(await claimIt("second")).toEqual([]);
    later(6);
    expect(await claimIt("second")).toHaveLength(1);
  });

  it("takes no result from a worker that lost its lease", async () => {
    const first = { id, owner: "first" };
    await claimIt("first");
    later(21);
    await claimIt("second");
    expect(await renew(queue, first)).toBeUndefined();
    expect(await writeHeld(model, first, { version: 100 })).toBe(false);
    expect(await release(model, first, { nextAttemptAt: new Date() })).toBe(false);
    expect(await leaseOwner()).toBe("second");
  });

  it("is due again at the time it was released for", async () => {
    await claimIt("first");
    const nextAttemptAt = new Date(Date.now() + 5_000);
    expect(await release(model, { id, owner: "first" }, { nextAttemptAt, status: statuses[0] })).toBe(true);
    expect(await leaseOwner()).toBeNull();
    expect(await isFound()).toBe(false);
    later(5);
    expect(await isFound()).toBe(true);
  });

  it("is not released by a worker that has not seen its last change", async () => {
    const [{ version } = { version: 0 }] = await claimIt("first");
    await writeHeld(model, { id, owner: "first" }, { version: version + 1 });
    expect(await release(model, { id, owner: "first" }, {}, { version })).toBe(false);
    expect(await leaseOwner()).toBe("first");
  });

  it("is due when its time was written before the clock was set back", async () => {
    await claimIt("first");
    later(-30);
    expect(await isFound()).toBe(false);
    later(-3_600);
    expect(await isFound()).toBe(true);
    expect(await claimIt("second")).toHaveLength(1);
  });
});
