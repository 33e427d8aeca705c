import { acrossAccounts } from "@/lib/db/transaction.ts";

/** The platform's own account, which operators belong to, and messages until their business is
 *  known. Null while nobody has set the portal up. */
export const findPlatform = () =>
  acrossAccounts((db) =>
    db.account.findFirst({
      where: { accountType: "platform" },
      select: { id: true, webhookSecret: true, signUp: true },
    }),
  );
