import { z } from "zod";
import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { syncRulesAtIssuer } from "../issuer/sync-rules.ts";
import type { ProfileStatus } from "../rules/profile-rules.ts";

/** The input of a verb that changes how far a profile is. */
export const statusInput = z.strictObject({ spendingProfileId: rowId, version: seenVersion });

interface StatusChange {
  readonly status: ProfileStatus;
  readonly isAllowed: (profile: Row<"SpendingProfile">) => boolean;
  readonly refusal: (profile: Row<"SpendingProfile">) => string;
}

/** Changes how far a profile is, and sends its rules to the issuer. Throws RULE_BROKEN when it is
 *  not allowed. */
export async function setStatus(
  work: Work<z.output<typeof statusInput>>,
  { status, isAllowed, refusal }: StatusChange,
) {
  const { db, now, input } = work;
  const profile = await db.findForUpdate("SpendingProfile", input.spendingProfileId, input.version);
  if (!isAllowed(profile)) throw new AppError("RULE_BROKEN", refusal(profile));
  const change = { status, statusSince: now, issuerMessage: null };
  const changed = await db.update("SpendingProfile", profile, change);
  await enqueue(work, syncRulesAtIssuer, changed);
  return { spendingProfileId: changed.id, version: changed.version };
}
