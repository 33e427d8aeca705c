import { setImmediate as turnOfLoop } from "node:timers/promises";

// Loading a page takes many turns of the event loop. With only one turn for each step of long work,
// it would take three times as long. Work that runs alone loses nothing.
const turnsOfOthers = 16;

/** Lets other requests work. Call it between the steps of long work, each of a few milliseconds. */
export async function letOthersWork(): Promise<void> {
  for (let turn = 0; turn < turnsOfOthers; turn++) await turnOfLoop();
}
