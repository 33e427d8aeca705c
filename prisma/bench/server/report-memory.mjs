// Loaded into a server that is measured, with --expose-gc: answers each message with its memory.
import { setImmediate as otherWork } from "node:timers/promises";

process.on("message", async () => {
  const { rss } = process.memoryUsage();
  // The second collection takes what finalizers of the first have let go.
  for (let round = 0; round < 2; round++) {
    globalThis.gc();
    await otherWork();
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  process.send({ rss, heapUsed, external, arrayBuffers });
});
