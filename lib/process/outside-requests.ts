import { AsyncLocalStorage } from "node:async_hooks";

// All bundles that Next makes of this module share it. Start-up loads the first one.
const held = globalThis as typeof globalThis & { portalStartUp?: <T>(work: () => T) => T };
held.portalStartUp ??= AsyncLocalStorage.snapshot();

/** Opens what outlives a request, such as a connection, a thread or a timer. Opened within the
 *  request, it would hold the request's async context and its memory as long as it lives. */
export const outsideRequests = held.portalStartUp;
