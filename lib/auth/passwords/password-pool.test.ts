import { monitorEventLoopDelay } from "node:perf_hooks";
import { hashSync } from "bcryptjs";
import { afterEach, describe, expect, it } from "vitest";
import { PasswordPool } from "./password-pool.ts";

const pools: PasswordPool[] = [];
const poolOf = (size: number) => {
  const pool = new PasswordPool(size);
  pools.push(pool);
  return pool;
};

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

const hash = hashSync("right", 4);
const compare = (pool: PasswordPool, text: string) => pool.inPlace((run) => run({ text, hash }));

describe("the pool for passwords", () => {
  it("gives each its own answer, in whatever thread", async () => {
    const pool = poolOf(3);
    const texts = Array.from({ length: 20 }, (_, number) => (number % 3 === 0 ? "right" : `wrong ${number}`));
    expect(await Promise.all(texts.map((text) => compare(pool, text)))).toEqual(
      texts.map((text) => text === "right"),
    );
    expect(pool.compared).toBe(20);
  });

  it("has a place for each thread and twenty to wait in, and is free again afterwards", async () => {
    const pool = poolOf(2);
    const asked = Array.from({ length: 30 }, () => compare(pool, "right"));
    const results = await Promise.allSettled(asked);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(22);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "BUSY" });
    expect(await compare(pool, "right")).toBe(true);
  });

  it("keeps a place for the whole of the work in it, and gives it back when that fails", async () => {
    const pool = poolOf(1);
    let fail: (error: Error) => void = () => {};
    const gate = new Promise<void>((_, reject) => (fail = reject));
    const inside = Array.from({ length: 21 }, () => pool.inPlace(() => gate));
    await expect(pool.inPlace(async () => "late")).rejects.toMatchObject({ code: "BUSY" });
    fail(new Error("broken"));
    await Promise.allSettled(inside);
    expect(await pool.inPlace(async () => "free")).toBe("free");
  });

  it("tells who asked when a thread fails, and goes on with another", async () => {
    const pool = poolOf(1);
    await expect(pool.inPlace((run) => run({ text: "x", cost: 12, hash: null } as never))).rejects.toThrow();
    expect(await compare(pool, "right")).toBe(true);
  });

  it("leaves the process free for everything else", async () => {
    const pool = poolOf(2);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    await compare(pool, "warm");
    delay.enable();
    await Promise.all(
      Array.from({ length: 4 }, () => pool.inPlace((run) => run({ text: "right", cost: 12 }))),
    );
    delay.disable();
    expect(delay.percentile(90) / 1e6).toBeLessThan(50);
  });
});
