import type { Row } from "@/lib/db/schema.ts";
import { type EnqueueWork, enqueueForWorker } from "@/lib/outbox/enqueue.ts";

/** Opens a card that was created paused, unless the rules of a profile have to hold on it first. */
export async function openIfHeld(work: EnqueueWork, card: Row<"Card">): Promise<void> {
  const isHeld = card.status === "pending" && card.form === "virtual" && card.lithicCardToken !== null;
  if (isHeld && card.desiredStatus === null && card.profileDesiredAt === null)
    await enqueueForWorker(work, { name: "card.open", target: "Card" }, card);
}
