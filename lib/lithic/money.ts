import { z } from "zod";
import { call, firstPage } from "./client.ts";

const moneyShape = z
  .object({
    financial_account_token: z.uuid(),
    financial_account_type: z.string(),
    available_amount: z.int(),
    pending_amount: z.int(),
    total_amount: z.int(),
    currency: z.string(),
  })
  .transform((balance) => ({
    financialAccountToken: balance.financial_account_token,
    type: balance.financial_account_type,
    available: balance.available_amount,
    currency: balance.currency,
  }));

const paying = "ISSUING";

/** Reads the balances of an account at the issuer that its cards spend, in minor units (GET
 *  /v1/balances). Financial accounts of other types hold money for other purposes. Pass a shorter
 *  `timeout` where a person waits. */
export async function readBalances(accountToken: string, { timeout = 10_000 } = {}) {
  const page = z.object({ data: z.array(moneyShape) });
  const query = { account_token: accountToken, financial_account_type: paying } as const;
  const { data } = await call(
    "balances:GET",
    (lithic) => firstPage(lithic.balances.list(query, { timeout })),
    page,
  );
  return data.filter(({ type }) => type === paying);
}

/** Simulates a deposit to an account (POST /v1/simulate/payments/receipt). Works only in the
 *  simulator and the sandbox. Minor units. */
export async function simulateDeposit(
  token: string,
  financialAccountToken: string,
  amount: number,
): Promise<void> {
  const body = {
    token,
    amount,
    receipt_type: "RECEIPT_CREDIT" as const,
    financial_account_token: financialAccountToken,
  };
  await call(
    "payments:POST",
    (lithic) => lithic.payments.simulateReceipt(body),
    z.object({ result: z.literal("APPROVED") }),
  );
}
