import { afterEach, expect, it, vi } from "vitest";
import { inOneOfFew } from "./in-one-of-few.ts";
import { streamsAtOnce } from "./limits.ts";

afterEach(() => {
  vi.useRealTimers();
});

async function* pieces() {
  yield "a";
  yield "b";
}

const begin = (accountId: number) => inOneOfFew(accountId, pieces());
const fill = (accountId: number) => Array.from({ length: streamsAtOnce }, () => begin(accountId));
const isFull = (accountId: number) =>
  expect(() => begin(accountId)).toThrow(expect.objectContaining({ code: "TOO_MANY", retryAfterSeconds: 5 }));

it("a business downloads a few files at once, and another has its own places (G24)", async () => {
  fill(1);
  isFull(1);
  begin(2);
});

it("a file that was read, dropped or failed leaves its place (G24)", async () => {
  const [read, dropped] = fill(3);
  const text: string[] = [];
  for await (const piece of read ?? []) text.push(piece);
  expect(text).toEqual(["a", "b"]);
  begin(3);
  isFull(3);
  await dropped?.return(undefined);
  const failing = inOneOfFew(
    3,
    // biome-ignore lint/correctness/useYield: it fails before its first piece
    (async function* () {
      throw new Error("no database");
    })(),
  );
  isFull(3);
  await expect(failing.next()).rejects.toThrow("no database");
  begin(3);
});

it("a file that nobody reads holds its place for a minute (G24)", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  fill(4);
  isFull(4);
  vi.setSystemTime(Date.now() + 61_000);
  begin(4);
});
