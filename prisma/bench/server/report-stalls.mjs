// Loaded into a measured server. It answers each message with the longest stall of the event loop
// since the last message, in milliseconds.
import { monitorEventLoopDelay } from "node:perf_hooks";

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
process.on("message", () => {
  process.send({ longestStall: Math.max(0, delay.max / 1e6 - resolution) });
  delay.reset();
});
