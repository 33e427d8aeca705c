import { connection } from "../client.ts";

/** A Prisma condition: the text contains another text, ignoring case. Only PostgreSQL needs a
 *  mode for that, and only its client accepts one. */
export function containing(text: string): { contains: string } {
  return { contains: text, ...(connection().engine === "postgresql" && { mode: "insensitive" }) };
}
