import { type EnqueueWork, enqueue } from "@/lib/outbox/enqueue.ts";
import { syncRulesAtIssuer } from "./sync-rules.ts";

/** Syncs the rules of a profile whose cards have changed. */
export async function enqueueSync(work: EnqueueWork, spendingProfileId: number): Promise<void> {
  const profile = await work.db.read.spendingProfile.findFirst({ where: { id: spendingProfileId } });
  if (profile) await enqueue(work, syncRulesAtIssuer, profile);
}
