import { connection } from "./client.ts";

/** A condition of Prisma on a text: that it holds another, in capitals or not. Only PostgreSQL has to be told, and only its client takes it. */
export function containing(text: string): { contains: string } {
  return { contains: text, ...(connection().engine === "postgresql" && { mode: "insensitive" }) };
}
