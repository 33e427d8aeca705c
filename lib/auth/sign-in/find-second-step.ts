import { findLink, type OpenLink } from "@/lib/auth/links/one-time-link.ts";
import { findRows } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";

const maxFactors = 50;

/** The step after the password with a token, and what the person can show in it. Null when it is
 *  over. */
export async function findSecondStep(
  token: string,
): Promise<(OpenLink & { readonly hasPasskey: boolean; readonly hasAuthenticator: boolean }) | null> {
  const step = await findLink(token, "second_step", new Date());
  if (!step) return null;
  const factors = await acrossAccounts(() =>
    findRows(
      "SecondFactor",
      { accountId: step.accountId, userId: step.user.id },
      { kind: true, confirmedAt: true },
      { by: "id", take: maxFactors },
    ),
  );
  const has = (kind: string) => factors.some((factor) => factor.kind === kind && factor.confirmedAt !== null);
  return { ...step, hasPasskey: has("passkey"), hasAuthenticator: has("totp") };
}
