import { randomUUID } from "node:crypto";
import Lithic from "lithic";
import { openSimulator } from "./simulator.ts";
import { checkedAgainstSpecification } from "./test-contract.ts";

const address = {
  address1: "1 Main Street",
  city: "New York",
  state: "NY",
  postal_code: "10001",
  country: "USA",
};

/** The shipping address of test cards. */
export const shipTo = { first_name: "Ada", last_name: "Byron", ...address };

/** A simulator of its own with a clock that tests set, and the real SDK on it. Every answer is
 *  checked against Lithic's specification. */
export function testIssuer(options: Partial<Parameters<typeof openSimulator>[0]> = {}) {
  const clock = { now: new Date("2026-03-10T15:00:00Z") };
  const simulator = openSimulator({ file: ":memory:", rates: "none", now: () => clock.now, ...options });
  const fetch = checkedAgainstSpecification(simulator.fetch);
  const lithic = new Lithic({ apiKey: "x", environment: "sandbox", fetch, maxRetries: 0 });
  const request = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { authorization: "x" },
  ) =>
    fetch(`https://sandbox.lithic.com${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { clock, simulator, lithic, request };
}
export type TestIssuer = ReturnType<typeof testIssuer>;

/** Creates a business with money, in cents. */
export async function business({ lithic }: TestIssuer, money = 1_000_000) {
  const holder = await lithic.accountHolders.create({
    workflow: "KYB_DELEGATED",
    business_entity: { legal_business_name: "Analytical Engines", address },
  });
  const { data } = await lithic.financialAccounts.list({
    account_token: holder.account_token,
    type: "ISSUING",
  });
  const token = data[0]?.token ?? "";
  if (money > 0)
    await lithic.payments.simulateReceipt({
      token: randomUUID(),
      financial_account_token: token,
      amount: money,
      receipt_type: "RECEIPT_CREDIT",
    });
  return { holder, accountToken: holder.account_token, financialAccountToken: token };
}

/** Creates an authorized user of a business, with their own account and no limits that matter. */
export async function person(
  { lithic }: TestIssuer,
  businessAccountToken: string,
  more: { external_id?: string; email?: string } = {},
) {
  const holder = await lithic.accountHolders.create({
    workflow: "KYC_EXEMPT",
    kyc_exemption_type: "AUTHORIZED_USER",
    first_name: "Ada",
    last_name: "Byron",
    email: "ada@engines.example",
    phone_number: "+12125550100",
    business_account_token: businessAccountToken,
    address,
    ...more,
  });
  await lithic.accounts.update(holder.account_token, {
    daily_spend_limit: 2_000_000_000,
    monthly_spend_limit: 2_000_000_000,
  });
  return holder;
}

/** Creates a card of a new person of a new business that has money. */
export async function fundedCard(
  issuer: TestIssuer,
  more: Partial<Lithic.CardCreateParams> = {},
  money?: number,
) {
  const owner = await business(issuer, money);
  const { account_token } = await person(issuer, owner.accountToken);
  const card = await issuer.lithic.cards.create({ type: "VIRTUAL", account_token, ...more });
  return { ...owner, card, pan: card.pan ?? "", userAccountToken: account_token };
}

/** Pays with a card. Returns the transaction, approved or declined. */
export async function pay(
  { lithic }: TestIssuer,
  pan: string,
  amount: number,
  more: Partial<Lithic.TransactionSimulateAuthorizationParams> = {},
) {
  const asked = lithic.transactions.simulateAuthorization({
    pan,
    amount,
    descriptor: "COFFEE SHOP",
    ...more,
  });
  const token = await asked.then(
    (answer) => answer.token,
    (error: unknown) =>
      error instanceof Lithic.UnprocessableEntityError ? Object(error.error).token : Promise.reject(error),
  );
  return await lithic.transactions.retrieve(String(token));
}

/** Returns the refusal of a call. */
export async function refusal(
  call: PromiseLike<unknown>,
): Promise<{ status: number | undefined; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Lithic.APIError) return { status: error.status, message: error.message };
    throw error;
  }
  throw new Error("The call was not refused.");
}
