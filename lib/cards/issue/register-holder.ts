import { randomUUID } from "node:crypto";
import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { hasPending } from "@/lib/outbox/pending.ts";
import { enrolPersonAtIssuer } from "@/lib/users/issuer/enrol-person.ts";

/** Registers a person with the issuer before their first card, unless they are known to it or about
 *  to be. */
export async function registerHolder(
  work: Pick<Work<unknown>, "db" | "now" | "after">,
  holder: Row<"User">,
): Promise<void> {
  if (holder.lithicAccountToken !== null || (await hasPending(work, "User", holder.id))) return;
  await enqueue(work, enrolPersonAtIssuer, holder, { externalId: randomUUID() });
}
