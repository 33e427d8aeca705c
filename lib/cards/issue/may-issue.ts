import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";

/** Throws RULE_BROKEN while the issuer creates no cards for the actor's business. */
export async function checkAccountIssues({ db, actor }: Pick<Work<unknown>, "db" | "actor">): Promise<void> {
  checkMayIssue(await db.findForUpdate("Account", actor.accountId));
}

/** Throws RULE_BROKEN while the issuer creates no cards for a business. */
export function checkMayIssue(account: Pick<Row<"Account">, "status" | "lithicAccountToken">): void {
  if (account.status !== "active" || account.lithicAccountToken === null)
    throw new AppError(
      "RULE_BROKEN",
      "Your business is not registered with the issuer, so it can't issue cards. Contact support.",
    );
}
