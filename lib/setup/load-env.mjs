// For node --import: gives a script the same .env.local and .env as the server, and reports errors
// in them in plain words.
import { isMainThread } from "node:worker_threads";
import nextEnv from "@next/env";
import { keepFilesPrivate } from "./private-files.mjs";

// Worker threads import this too, and share what the main thread has set.
if (isMainThread) keepFilesPrivate();

nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });

process.on("uncaughtException", (error) => {
  console.error(error.name === "EnvError" ? error.message : error);
  process.exit(1);
});
