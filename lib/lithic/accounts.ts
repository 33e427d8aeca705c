import { z } from "zod";
import { call, checked } from "./client.ts";
import { IssuerError } from "./issuer-error.ts";

/** Our mark on the accounts that the portal has paused. An account that the issuer paused for its
 *  own reasons lacks it, and is never made active by the portal. */
const suspendedByPortal = "Suspended in the portal";

const accountShape = z.object({ token: z.uuid(), state: z.string(), comment: z.string().nullish() });
type IssuerAccount = z.output<typeof accountShape>;

/** Pauses an account, so that none of its cards can pay and none can be added (GET and PATCH
 *  /v1/accounts/{account_token}). Leaves an account that is paused or closed as it is. */
export async function suspendAccountAtIssuer(accountToken: string): Promise<void> {
  const { state } = await readAccount(accountToken);
  if (state === "PAUSED" || state === "CLOSED") return;
  await setState(accountToken, "PAUSED", suspendedByPortal);
}

/** Makes an account active that the portal has paused (GET and PATCH /v1/accounts/{account_token}).
 *  Leaves every other account as it is. */
export async function restoreAccountAtIssuer(accountToken: string): Promise<void> {
  const { state, comment } = await readAccount(accountToken);
  if (state === "PAUSED" && comment === suspendedByPortal) await setState(accountToken, "ACTIVE", "");
}

async function readAccount(accountToken: string): Promise<IssuerAccount> {
  const account = await call(
    "accounts:GET",
    (lithic) => lithic.accounts.retrieve(accountToken),
    accountShape,
  );
  return checked(account, account.token === accountToken);
}

async function setState(accountToken: string, state: "ACTIVE" | "PAUSED", comment: string): Promise<void> {
  const body = { state, comment };
  const account = await call(
    "accounts:PATCH",
    (lithic) => lithic.accounts.update(accountToken, body),
    accountShape,
  );
  if (checked(account, account.token === accountToken).state !== state)
    throw new IssuerError("unknown", "The issuer answered with another state than was asked for.");
}
