// One thread of lib/auth/passwords/password-pool.ts. Its input is already keyed: the pepper stays
// in the main thread.
import { parentPort } from "node:worker_threads";
import { compareSync, hashSync } from "bcryptjs";

parentPort.on("message", ({ text, hash, cost }) => {
  parentPort.postMessage(hash === undefined ? hashSync(text, cost) : compareSync(text, hash));
});
