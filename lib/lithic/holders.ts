import { z } from "zod";
import { addressBody, type IssuerAddress } from "./address.ts";
import { call, firstPage } from "./client.ts";
import { IssuerError } from "./issuer-error.ts";

/** A holder record and its account. The issuer may not have opened the account yet. */
export interface IssuerHolder {
  readonly token: string;
  readonly accountToken: string | null;
  /** Lithic's name of the state of the enrolment, such as PENDING_REVIEW. */
  readonly status: string;
  readonly externalId: string | null;
}

/** A holder that the issuer has accepted. */
export type AcceptedHolder = IssuerHolder & { readonly accountToken: string };

// The account itself has no limit. The card and its profile state what a card may spend, and the
// issuer's default limits would decline without warning.
const noAccountLimit = {
  daily_spend_limit: 2_147_483_647,
  monthly_spend_limit: 2_147_483_647,
  lifetime_spend_limit: 0,
};

const token = z.uuid();

const holderShape = z
  .object({
    token,
    account_token: token.nullish(),
    status: z.string().nullish(),
    verification_application: z.object({ status: z.string().nullish() }).nullish(),
    external_id: z.string().nullish(),
  })
  .transform(
    (holder): IssuerHolder => ({
      token: holder.token,
      accountToken: holder.account_token ?? null,
      // The holder's own status is deprecated. Those who are exempt have no application.
      status: holder.verification_application?.status ?? holder.status ?? "PENDING",
      externalId: holder.external_id ?? null,
    }),
  );

/** Registers a business with the issuer (POST /v1/account_holders, KYB_DELEGATED: the platform has
 *  verified it). */
export function enrolBusiness(
  key: string,
  business: { externalId: string; name: string; address: IssuerAddress },
): Promise<IssuerHolder> {
  const body = {
    workflow: "KYB_DELEGATED" as const,
    external_id: business.externalId,
    business_entity: { legal_business_name: business.name, address: addressBody(business.address) },
  };
  return call(
    "account_holders:POST",
    (lithic) => lithic.accountHolders.create(body, { headers: { "Idempotency-Key": key } }),
    holderShape,
  );
}

/** Registers a person with the issuer as an authorized user of a business (POST
 *  /v1/account_holders, KYC_EXEMPT). */
export function enrolPerson(
  key: string,
  person: {
    externalId: string;
    firstName: string;
    lastName: string;
    email: string;
    phone: string;
    businessAccountToken: string;
    address: IssuerAddress;
  },
): Promise<IssuerHolder> {
  const body = {
    workflow: "KYC_EXEMPT" as const,
    kyc_exemption_type: "AUTHORIZED_USER" as const,
    external_id: person.externalId,
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.email,
    phone_number: person.phone,
    business_account_token: person.businessAccountToken,
    address: addressBody(person.address),
  };
  return call(
    "account_holders:POST",
    (lithic) => lithic.accountHolders.create(body, { headers: { "Idempotency-Key": key } }),
    holderShape,
  );
}

/** Reads a holder (GET /v1/account_holders/{account_holder_token}). Money depends on its account,
 *  so one answer alone is never trusted. */
export function readHolder(holderToken: string): Promise<IssuerHolder> {
  return call("account_holders:GET", (lithic) => lithic.accountHolders.retrieve(holderToken), holderShape);
}

/** Returns the holder once the issuer has accepted it, if it is stated the same twice. Throws the
 *  refusal when the issuer has rejected it. While the issuer still decides, or needs something
 *  first, it throws an IssuerError of kind "unavailable" that says so. */
export async function readAccepted(holder: IssuerHolder): Promise<AcceptedHolder> {
  const again = await readHolder(holder.token);
  const { accountToken, status } = again;
  const isSame = accountToken === (holder.accountToken ?? accountToken);
  if (again.token !== holder.token || !isSame)
    throw new IssuerError("unknown", "The issuer answered about something else.");
  if (status === "REJECTED")
    throw new IssuerError("refused", "The issuer has rejected the application; its support knows why.");
  if (status !== "ACCEPTED")
    throw new IssuerError("unavailable", undecided[status] ?? `The issuer has not decided yet (${status}).`, {
      retryAfter: secondsBetweenLooks,
    });
  if (accountToken === null)
    throw new IssuerError("unknown", "The issuer has not opened the account of the holder yet.");
  return { ...again, accountToken };
}

// A review takes hours to days.
const secondsBetweenLooks = 60;

const undecided: Readonly<Record<string, string>> = {
  PENDING_REVIEW: "The issuer is reviewing the application.",
  PENDING_DOCUMENT: "The issuer needs documents before it decides. Its support knows which.",
  PENDING_RESUBMIT: "The issuer needs corrected details before it decides. Its support knows which.",
};

/** Finds the holder that was created under one of our own ids, if there is one (GET
 *  /v1/account_holders). */
export async function findHolder(externalId: string): Promise<IssuerHolder | undefined> {
  const page = z.object({ data: z.array(holderShape) });
  const { data } = await call(
    "account_holders:GET",
    (lithic) => firstPage(lithic.accountHolders.list({ external_id: externalId })),
    page,
  );
  return data.find((holder) => holder.externalId === externalId);
}

/** Removes the issuer's default limits from an account (PATCH /v1/accounts). */
export async function liftAccountLimits(accountToken: string): Promise<void> {
  await call(
    "accounts:PATCH",
    (lithic) => lithic.accounts.update(accountToken, noAccountLimit),
    ownAccount(accountToken),
  );
}

const ownAccount = (accountToken: string) => z.object({ token: z.literal(accountToken) });
