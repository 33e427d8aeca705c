import { seal } from "@/lib/db/encryption/encryption.ts";
import { asAppError } from "@/lib/db/engines/database-error.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { isHandled } from "./handled-events.ts";

/** A message of the issuer: its id, its event type, and its body as received. */
export interface Message {
  readonly messageId: string;
  readonly eventType: string;
  readonly body: string;
}

/** Saves a message in the inbox, once. Returns false for one that came before. It belongs to the
 *  platform until its account is known. Throws BUSY while there is no platform yet. */
export async function keepMessage({ messageId, eventType, body }: Message): Promise<boolean> {
  const platform = await acrossAccounts((db) =>
    db.account.findFirst({ where: { accountType: "platform" }, select: { id: true } }),
  );
  if (!platform)
    throw new AppError(
      "BUSY",
      "This portal is not set up yet, so it keeps no messages. Send it again once the portal has its first sign-ins.",
    );
  const accountId = platform.id;
  const now = new Date();
  const data = {
    ...{ accountId, messageId, eventType },
    body: seal(body, { model: "WebhookEvent", field: "body", accountId }),
    status: isHandled(eventType) ? "received" : "ignored",
    ...{ receivedAt: now, nextAttemptAt: now, createdAt: now, updatedAt: now },
  };
  try {
    await inTransaction("across", (tx) => tx.webhookEvent.create({ data }));
    return true;
  } catch (error) {
    const known = asAppError(error);
    if (known instanceof AppError && known.code === "DUPLICATE") return false;
    throw known;
  }
}
