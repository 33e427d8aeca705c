import pino from "pino";

// JSON escapes the other control characters. These can move a terminal's cursor as well, or end a
// line for some readers.
const unescaped = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu;
const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Makes a log: one JSON object per line on standard output, times in UTC. No line holds a control
 *  character, so nothing that a client sends can forge a line or command a terminal. `output`
 *  takes the lines instead. */
export function makeLog(level, output) {
  const options = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    base: null,
    serializers: { error: pino.stdSerializers.err },
    hooks: { streamWrite: (line) => line.replace(unescaped, escaped) },
  };
  return output ? pino(options, output) : pino(options);
}

/** The level of a LOG_LEVEL. Start-up refuses what is no level. */
export const levelOf = (text) => (text in pino.levels.values || text === "silent" ? text : "info");
