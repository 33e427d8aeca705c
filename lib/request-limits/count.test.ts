import { randomUUID } from "node:crypto";
import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { count, uncount } from "./count.ts";
import { limits } from "./limits.ts";
import { endRedis, redis } from "./redis.ts";
import { hasRedis, killTestRedis, startTestRedis, type TestRedis } from "./test-redis.ts";

const most = limits.resetRequest.person;
const name = "resetRequest";

/** Counts one use after another. Returns which were within the limit. */
async function use(times: number, who: string): Promise<boolean[]> {
  const within: boolean[] = [];
  for (let time = 0; time < times; time++) within.push((await count(name, "person", who)) === 0);
  return within;
}

const allowed = (times: number) => Array.from({ length: times }, () => true);

// What a process keeps: another process begins without it.
function beginAsAnotherProcess(): void {
  endRedis();
  const kept = globalThis as { portalLimiters?: unknown; portalCountsAloneUntil?: unknown };
  delete kept.portalLimiters;
  delete kept.portalCountsAloneUntil;
}

const ready = () => vi.waitFor(() => expect(redis()?.isReady).toBe(true), { timeout: 20_000 });

describe.skipIf(!hasRedis)(`limits in Redis${hasRedis ? "" : " (not run: no redis-server here)"}`, () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startTestRedis();
    process.env.REDIS_URL = server.url;
    await ready();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(async () => {
    beginAsAnotherProcess();
    await killTestRedis(server);
  });

  it("count over all processes", async () => {
    const who = randomUUID();
    expect(await use(most - 1, who)).toEqual(allowed(most - 1));
    beginAsAnotherProcess();
    await ready();
    expect(await use(2, who)).toEqual([true, false]);
    await uncount(name, "person", who);
    await uncount(name, "person", who);
    expect(await use(1, who)).toEqual([true]);
  });

  it("keep no email and no address there", async () => {
    await count(name, "person", "ada@secret.example");
    await count(name, "network", "198.51.100.77");
    const client = await createClient({ url: server.url }).connect();
    const keys = await client.keys("*");
    client.destroy();
    expect(keys.length).toBeGreaterThan(1);
    expect(keys.join(" ")).not.toMatch(/secret|198\.51/);
  });

  it("go on in the process when Redis hangs, and when it is gone; and in Redis when it is back (F-20)", async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    server.process.kill("SIGSTOP");
    expect(await use(most + 1, early)).toEqual([...allowed(most), false]);
    server.process.kill("SIGCONT");
    await killTestRedis(server);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect(await use(most + 1, late)).toEqual([...allowed(most), false]);
    server = await startTestRedis(server.port);
    await ready();
    vi.setSystemTime(Date.now() + 60_000);
    const who = randomUUID();
    await use(most, who);
    beginAsAnotherProcess();
    await ready();
    expect(await use(1, who)).toEqual([false]);
  });
});
