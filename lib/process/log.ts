import pino, { type Logger } from "pino";
import { env } from "./env.ts";

let logger: Logger | undefined;

/** The log of this process: one JSON object per line on standard output, times in UTC. Log ids,
 *  never personal data. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    timestamp: pino.stdTimeFunctions.isoTime,
    base: null,
    serializers: { error: pino.stdSerializers.err },
  });
  return logger;
}
