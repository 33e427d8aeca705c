import type { Actor } from "@/lib/auth/actor.ts";
import { inOneOfFew } from "@/lib/request-limits/in-one-of-few.ts";
import { csvFile } from "./route-handler.ts";

/** Answers with a list as a CSV file, once the export is recorded. Throws what recording throws,
 *  and TOO_MANY. */
export async function exportedFile(
  actor: Actor,
  name: string,
  pieces: AsyncGenerator<string>,
  record: () => Promise<unknown>,
): Promise<Response> {
  const file = inOneOfFew(actor.homeAccountId, pieces);
  try {
    await record();
  } catch (error) {
    await file.return(undefined);
    throw error;
  }
  return csvFile(name, file);
}
