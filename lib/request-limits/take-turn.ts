import PQueue from "p-queue";
import { AppError } from "@/lib/errors.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { noteFailedStatus, takeTurnOnce } from "@/lib/process/request-notes.mjs";
import { maxWaitingForTurn } from "./limits.ts";

// A request that waits for something does not hold others up for longer.
const maxMillisecondsOfTurn = 1_000;

const held = globalThis as typeof globalThis & { portalTurns?: Map<number, PQueue> };

// All bundles that Next makes of this module share the lines of the businesses.
const lines = () => {
  held.portalTurns ??= new Map();
  return held.portalTurns;
};

/** Waits until no other request of this business has its turn. A request has one turn, however
 *  often it calls, until its response ends, `endTurn` is called, or a second has passed. Returns
 *  whether it had to wait. Does nothing outside of a request. Throws TOO_MANY when a hundred
 *  requests wait. */
export async function takeTurn(accountId: number): Promise<boolean> {
  return (await takeTurnOnce((ended) => nextTurn(accountId, ended))) ?? false;
}

async function nextTurn(accountId: number, ended: Promise<void>): Promise<boolean> {
  const line = lines().get(accountId) ?? new PQueue({ concurrency: 1 });
  if (line.size >= maxWaitingForTurn) {
    noteFailedStatus(429);
    throw new AppError(
      "TOO_MANY",
      "Your business has too many requests in progress. Try again in a moment.",
      {
        retryAfter: 5,
      },
    );
  }
  lines().set(accountId, line);
  const waits = line.size + line.pending > 0;
  await new Promise<void>((begin) => {
    const turn = () => {
      begin();
      return ended;
    };
    // The line outlives the request. A turn that takes too long fails, and the next one begins.
    void outsideRequests(() => line.add(turn, { timeout: maxMillisecondsOfTurn }))
      .catch(() => {})
      .finally(() => {
        if (line.size + line.pending === 0) lines().delete(accountId);
      });
  });
  return waits;
}
