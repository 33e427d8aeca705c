import { format } from "node:util";

/** Sends what others write with `console.error` and `console.warn` to the log, one line each. Next
 *  writes its errors there, with words of the request in them.
 *  @param {Pick<Console, "error" | "warn">} target */
export function logConsole(log, target = console) {
  for (const level of ["error", "warn"]) {
    target[level] = (...parts) => {
      const error = parts.find((part) => part instanceof Error);
      const text = format(...parts.map((part) => (part instanceof Error ? part.message : part)));
      // Next reports a client that went away in the middle of its request.
      const isAborted = error?.code === "ECONNRESET" && error.message === "aborted";
      log[isAborted ? "debug" : level](error ? { error } : {}, text);
    };
  }
}
