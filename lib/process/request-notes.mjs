import { AsyncLocalStorage } from "node:async_hooks";

// All bundles that Next makes of this module share it with the server that takes the requests.
globalThis.portalRequestNotes ??= new AsyncLocalStorage();
const requests = globalThis.portalRequestNotes;

/** Handles a request. `work` gets what the portal notes about it until it is answered: whether one
 *  of its server actions began to run, and the error status of a failed read. */
export function withRequestNotes(work) {
  const notes = { hasBegunAction: false, failedStatus: undefined };
  return requests.run(notes, () => work(notes));
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
