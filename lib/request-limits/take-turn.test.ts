import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import { setImmediate as turnOfLoop } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { endTurn, withRequestNotes } from "@/lib/process/request-notes.mjs";
import { maxWaitingForTurn } from "./limits.ts";
import { takeTurn } from "./take-turn.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

// Everything that needs no clock has gone on.
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await turnOfLoop();
}

/** A request that asked for its turn. */
interface Asked {
  readonly business: number;
  readonly response: EventEmitter;
  readonly within: <T>(work: () => T) => T;
  hasTurn: boolean;
  hasWaited?: boolean;
  isOver: boolean;
  refusal?: unknown;
}

function ask(business: number): Asked {
  const response = new EventEmitter();
  return withRequestNotes(response, () => {
    const within = AsyncLocalStorage.snapshot();
    const asked: Asked = { business, response, within, hasTurn: false, isOver: false };
    void takeTurn(business).then(
      (hasWaited) => {
        asked.hasTurn = true;
        asked.hasWaited = hasWaited;
      },
      (refusal: unknown) => {
        asked.refusal = refusal;
      },
    );
    return asked;
  });
}

const close = ({ response }: Asked) => void response.emit("close");
const endEarly = ({ within }: Asked) => within(endTurn);
const turnsOf = (asked: readonly Asked[]) => asked.map(({ hasTurn }) => hasTurn);

it("requests of a business take turns in their order, and others need not wait for them", async () => {
  const [first, second, third, other] = [ask(1), ask(1), ask(1), ask(2)] as const;
  const all = [first, second, third, other];
  await settled();
  expect(turnsOf(all)).toEqual([true, false, false, true]);
  close(first);
  await settled();
  expect(turnsOf(all)).toEqual([true, true, false, true]);
  expect([first, second, other].map(({ hasWaited }) => hasWaited)).toEqual([false, true, false]);
  endEarly(second);
  await settled();
  expect(turnsOf(all)).toEqual([true, true, true, true]);
  for (const asked of all) close(asked);
});

it("a request has one turn, however often it asks", async () => {
  const [first, second] = [ask(1), ask(1)];
  await settled();
  await first.within(() => takeTurn(1));
  endEarly(first);
  await settled();
  expect(second.hasTurn).toBe(true);
  await first.within(() => takeTurn(1));
  for (const asked of [first, second]) close(asked);
});

it("a turn that is never given back is taken back", async () => {
  const [silent, next] = [ask(1), ask(1)];
  await settled();
  await vi.advanceTimersByTimeAsync(999);
  await settled();
  expect(turnsOf([silent, next])).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(1);
  await settled();
  expect(turnsOf([silent, next])).toEqual([true, true]);
  for (const asked of [silent, next]) close(asked);
});

it("a request whose client left while it waited holds nobody up", async () => {
  const [first, left, next] = [ask(1), ask(1), ask(1)] as const;
  close(left);
  close(first);
  await settled();
  expect(next.hasTurn).toBe(true);
  close(next);
});

it("one request too many is refused, and told when to come again", async () => {
  const asked = Array.from({ length: maxWaitingForTurn + 2 }, () => ask(1));
  await settled();
  const refused = asked.filter(({ refusal }) => refusal !== undefined);
  expect(refused).toEqual([asked.at(-1)]);
  expect(refused[0]?.refusal).toMatchObject({ code: "TOO_MANY", status: 429, retryAfterSeconds: 5 });
  for (const one of asked) close(one);
  await settled();
  const again = ask(1);
  await settled();
  expect(again.hasTurn).toBe(true);
  close(again);
});

it("without a request there are no turns", async () => {
  await Promise.all([takeTurn(1), takeTurn(1)]);
});

it("whatever comes and goes, a business has one turn at once, and everybody gets one", async () => {
  const step = fc.oneof(
    fc.record({ ask: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ over: fc.nat(30), how: fc.constantFrom(close, endEarly) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const all: Asked[] = [];
      const end = (asked: Asked | undefined, how: (asked: Asked) => void) => {
        if (!asked) return;
        how(asked);
        asked.isOver = true;
      };
      for (const each of steps) {
        if ("ask" in each) all.push(ask(each.ask));
        else end(all[each.over % all.length], each.how);
        await settled();
        for (const business of [1, 2, 3]) {
          const open = all.filter((asked) => asked.business === business && !asked.isOver);
          expect(open.filter(({ hasTurn }) => hasTurn)).toHaveLength(Math.min(1, open.length));
        }
      }
      for (const asked of all) end(asked, close);
      await settled();
      expect(all.every(({ hasTurn }) => hasTurn)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
