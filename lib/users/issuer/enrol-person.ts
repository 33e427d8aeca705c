import { z } from "zod";
import { toIssuerAddress } from "@/lib/addresses/to-issuer-address.ts";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { enrolPerson, findHolder, liftAccountLimits, readAccepted } from "@/lib/lithic/holders.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { usableKey } from "@/lib/outbox/idempotency-key.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";
import { registeredName } from "../name/name-at-issuer.ts";
import { confirmUser, refuseUser } from "./confirm-user.ts";

const payload = z.object({ externalId: z.string() });

/** Registers a person with the issuer, once. A retry reuses the holder that an earlier attempt
 *  created under our own id. */
export const enrolPersonAtIssuer = operation("user.enrol", {
  payload,
  async send(operation) {
    const person = await readPerson(operation);
    const before = operation.attemptsBefore > 0 ? await findHolder(person.externalId) : undefined;
    const holder = await readAccepted(before ?? (await enrolPerson(await usableKey(operation), person)));
    await liftAccountLimits(holder.accountToken);
    return { accountToken: holder.accountToken, holderToken: holder.token };
  },
  confirm: ({ accountId, lease }, answer) => confirmUser(issuerActor(accountId), { ...lease, ...answer }),
  refuse: ({ accountId, lease }, message) => refuseUser(issuerActor(accountId), { ...lease, message }),
});

async function readPerson({
  accountId,
  targetId,
  payload: { externalId },
}: Operation<z.output<typeof payload>>) {
  const { user, account, address } = await readAs(issuerActor(accountId), "user.see", async (db) => {
    const [own, business] = await db.address
      .findMany({ where: { OR: [{ userId: targetId }, { userId: null }] }, orderBy: { id: "asc" } })
      .then((all) => [all.find((one) => one.userId !== null), all.find((one) => one.userId === null)]);
    return {
      user: await db.user.findFirst({ where: { id: targetId } }),
      account: await db.account.findFirst({ where: { id: accountId } }),
      address: own ?? business,
    };
  });
  const businessAccountToken = account && openField("Account", account, "lithicAccountToken");
  const phone = user && openField("User", user, "phone");
  if (!user || !phone)
    throw new IssuerError("refused", "The cardholder has no phone number. Add it on their page.");
  if (!address) throw new IssuerError("refused", "Neither the cardholder nor the business has an address.");
  if (!businessAccountToken) throw new IssuerError("refused", "The issuer does not know the business yet.");
  return {
    externalId,
    ...registeredName(user),
    email: user.email,
    phone,
    businessAccountToken,
    address: toIssuerAddress(address),
  };
}
