import { AsyncLocalStorage } from "node:async_hooks";

// All bundles that Next makes of this module share it with the server that takes the requests.
globalThis.portalRequestNotes ??= new AsyncLocalStorage();
const requests = globalThis.portalRequestNotes;

/** Handles a request. `work` gets what the portal notes about it until it is answered: whether one
 *  of its server actions began to run, and the error status of a failed read. The turn of the
 *  request ends with its response. */
export function withRequestNotes(response, work) {
  const notes = { hasBegunAction: false, failedStatus: undefined, turn: undefined, endTurn: undefined };
  response.once("close", () => notes.endTurn?.());
  return requests.run(notes, () => work(notes));
}

/** Takes the turn of this request, once. `take` gets the end of the turn. Does nothing outside of a
 *  request.
 *  @param {(ended: Promise<void>) => Promise<boolean>} take
 *  @returns {Promise<boolean> | undefined} */
export function takeTurnOnce(take) {
  const notes = requests.getStore();
  if (!notes) return;
  notes.turn ??= take(
    new Promise((resolve) => {
      notes.endTurn = resolve;
    }),
  );
  return notes.turn;
}

/** Ends the turn of this request before its response: what follows waits for others, or is another
 *  request. */
export function endTurn() {
  requests.getStore()?.endTurn?.();
}

/** Notes that a server action runs. Every action calls it first. */
export function noteActionBegun() {
  const notes = requests.getStore();
  if (notes) notes.hasBegunAction = true;
}

/** Notes that a read failed, with the status that the whole request deserves.
 *  @param {number} status */
export function noteFailedStatus(status) {
  const notes = requests.getStore();
  if (notes) notes.failedStatus = status;
}
