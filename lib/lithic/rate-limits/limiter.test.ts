import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Limiter, LimiterFullError } from "./limiter.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

function waiting(limiter: Limiter) {
  const went: string[] = [];
  const acquire = (name: string, isUrgent = false) =>
    limiter.acquire({ isUrgent }).then(
      () => void went.push(name),
      (error: unknown) =>
        void went.push(`${name}: ${error instanceof LimiterFullError ? "sent away" : error}`),
    );
  return { went, acquire };
}

it("lets so many go on in any stretch of time, each as soon as it may", async () => {
  const { went, acquire } = waiting(
    new Limiter({ max: 2, within: 1_000, waitAtMost: 5_000, maxWaiting: 10 }),
  );
  void acquire("a");
  await vi.advanceTimersByTimeAsync(600);
  for (const name of ["b", "c", "d"]) void acquire(name);
  await vi.advanceTimersByTimeAsync(399);
  expect(went).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(went).toEqual(["a", "b", "c"]);
  await vi.advanceTimersByTimeAsync(599);
  expect(went).toEqual(["a", "b", "c"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(went).toEqual(["a", "b", "c", "d"]);
});

it("lets those go first whom a person waits for", async () => {
  const { went, acquire } = waiting(
    new Limiter({ max: 1, within: 1_000, waitAtMost: 5_000, maxWaiting: 10 }),
  );
  for (const name of ["a", "b", "c"]) void acquire(name);
  void acquire("person", true);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(went).toEqual(["a", "person", "b", "c"]);
});

it("sends those away who would wait too long, and who find it full", async () => {
  const { went, acquire } = waiting(new Limiter({ max: 1, within: 1_000, waitAtMost: 1_500, maxWaiting: 3 }));
  for (const name of ["a", "b", "c", "d", "e"]) void acquire(name);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(went).toEqual(["e: sent away", "a", "b", "c: sent away", "d: sent away"]);
});

it("goes on at once after the clock was set back", async () => {
  const { went, acquire } = waiting(
    new Limiter({ max: 1, within: 1_000, waitAtMost: 5_000, maxWaiting: 10 }),
  );
  await acquire("a");
  vi.setSystemTime(Date.now() - 600_000);
  for (const name of ["b", "c"]) void acquire(name);
  await vi.advanceTimersByTimeAsync(999);
  expect(went).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(went).toEqual(["a", "b", "c"]);
});
