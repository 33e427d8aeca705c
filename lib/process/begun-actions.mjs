import { AsyncLocalStorage } from "node:async_hooks";

// All bundles that Next makes of this module share it with the server that takes the requests.
globalThis.portalBegunActions ??= new AsyncLocalStorage();
const requests = globalThis.portalBegunActions;

/** Handles a request. `work` gets a function that tells whether a server action of the portal began
 *  to run in it. */
export function watchActions(work) {
  const request = { hasBegun: false };
  return requests.run(request, () => work(() => request.hasBegun));
}

/** Notes that a server action runs. Every action calls it first. */
export function noteActionBegun() {
  const request = requests.getStore();
  if (request) request.hasBegun = true;
}
