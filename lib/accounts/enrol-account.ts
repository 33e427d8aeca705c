import { randomUUID } from "node:crypto";
import { z } from "zod";
import { byCountry, newPlace } from "@/lib/addresses/address.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { hasPending } from "@/lib/outbox/pending.ts";
import { enrolBusinessAtIssuer } from "./issuer/enrol-business.ts";

/** Enqueues registering the actor's business with the issuer, under its address. It becomes active
 *  once the issuer has accepted it. Throws RULE_BROKEN when it is registered already, or on its
 *  way. */
export const enrolAccount = command({
  name: "account.enrol",
  input: z.strictObject(newPlace).transform(byCountry),
  async run(work) {
    const { db, actor, input } = work;
    // When two requests arrive at once, the second must see the first.
    await db.lockAccount();
    const account = await db.findForUpdate("Account", actor.accountId);
    if (account.accountType === "platform")
      throw new AppError("RULE_BROKEN", "The platform itself has no account at the issuer.");
    if (account.lithicAccountToken !== null || (await hasPending(work, "Account", account.id)))
      throw new AppError("RULE_BROKEN", "The issuer knows this business already, or is being told.");
    const present = await db.read.address.findFirst({ where: { userId: null }, orderBy: { id: "asc" } });
    if (present) await db.update("Address", present, input);
    else await db.insert("Address", { ...input, label: "Head office" });
    await enqueue(work, enrolBusinessAtIssuer, account, { externalId: randomUUID() });
    return { accountId: account.id };
  },
});
