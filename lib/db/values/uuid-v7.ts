import { randomUUID } from "node:crypto";

/** An id that sorts by its time, so that new rows go to the end of the
 *  index (RFC 9562, version 7). */
export function randomUUIDv7(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
