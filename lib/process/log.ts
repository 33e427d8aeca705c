import type { Logger } from "pino";
import { env } from "./env.ts";
import { makeLog } from "./log-lines.mjs";

let logger: Logger | undefined;

/** The log of this process. Log ids, never personal data. */
export function log(): Logger {
  logger ??= makeLog(env().LOG_LEVEL, undefined);
  return logger;
}
