import { openField } from "@/lib/db/sealed-fields.ts";
import { readAs } from "@/lib/read.ts";
import { confirmUser } from "@/lib/users/confirm-user.ts";
import { refuseUser } from "@/lib/users/refuse-user.ts";
import { issuerActor } from "./issuer-actor.ts";
import { addressOf } from "./issuer-address.ts";
import { IssuerError } from "./issuer-error.ts";
import type { OperationKind } from "./kinds.ts";
import {
  enrolPerson,
  findHolder,
  type IssuerHolder,
  liftAccountLimits,
  readHolder,
} from "./lithic-holders.ts";
import type { Operation } from "./operation.ts";
import { keyFor, keyIsSpent } from "./spent-key.ts";

/** Makes a person known to the issuer, once: a holder made under our own id before is taken again. */
export const enrolPersonAtIssuer: OperationKind = {
  async send(operation) {
    const person = await personOf(operation);
    const before = operation.attemptsBefore > 0 ? await findHolder(person.externalId) : undefined;
    const holder = await accepted(
      before ?? (await enrolPerson(await keyFor(operation, keyIsSpent(operation)), person)),
    );
    await liftAccountLimits(holder.accountToken);
    const tokens = { accountToken: holder.accountToken, holderToken: holder.token };
    return () => confirmUser(issuerActor(operation.accountId), { ...operation.lease, ...tokens });
  },
  refused: (operation, message) =>
    refuseUser(issuerActor(operation.accountId), { ...operation.lease, message }),
};

/** The holder as the issuer states it twice. Throws the refusal when it was not accepted. */
export async function accepted(holder: IssuerHolder): Promise<IssuerHolder> {
  const again = await readHolder(holder.token);
  if (again.token !== holder.token || again.accountToken !== holder.accountToken)
    throw new IssuerError("unknown", "The issuer answered about something else.");
  if (!again.accepted)
    throw new IssuerError("refused", "The issuer has not accepted the holder; its support knows why.");
  return again;
}

async function personOf({ accountId, targetId, payload }: Operation) {
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
  if (!user || !phone) throw new IssuerError("refused", "The issuer wants a phone number of the holder.");
  if (!address)
    throw new IssuerError("refused", "The issuer wants an address of the holder or of the business.");
  if (!businessAccountToken) throw new IssuerError("refused", "The issuer does not know the business yet.");
  return {
    externalId: String(payload.externalId),
    name: user.name,
    email: user.email,
    phone,
    businessAccountToken,
    address: addressOf(address),
  };
}
