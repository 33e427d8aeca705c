// Loaded into a measured server, with --expose-gc. It answers each message
// with the server's memory.
import { setImmediate as otherWork } from "node:timers/promises";

process.on("message", async () => {
  const { rss } = process.memoryUsage();
  // The second collection frees what finalizers of the first have released.
  for (let round = 0; round < 2; round++) {
    globalThis.gc();
    await otherWork();
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  process.send({ rss, heapUsed, external, arrayBuffers });
});
