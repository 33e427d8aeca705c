// npm run worker: the recurring jobs in a process of their own, for setups with several servers.
import { setTimeout as wait } from "node:timers/promises";
import { connection } from "@/lib/db/client.ts";
import { writeRepeatedRefusals } from "@/lib/note-refusal.ts";
import { log } from "@/lib/process/log.ts";
import { proveStartUp } from "./start-up.ts";
import { startWorker } from "./worker.ts";

await proveStartUp();
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
const stopWorker = startWorker();
log().info("worker: started");
await wait(2 ** 31 - 1, undefined, { signal: stop.signal }).catch(() => {});
await stopWorker();
await writeRepeatedRefusals();
await connection().close();
