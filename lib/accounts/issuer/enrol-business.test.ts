import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { readBalances } from "@/lib/lithic/money.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import { atIssuer, cardHere, enrolledBusiness, recover, testAddress } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { enrolAccount } from "../enrol-account.ts";
import { readEnrolment } from "../read-enrolment.ts";

let operator: Actor;
beforeAll(async () => {
  operator = await testOperator();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

interface Holder {
  readonly token: string;
  readonly account_token: string;
}

const enrol = (business: TestBusiness) => enrolAccount(business.system, testAddress);
const enrolmentOf = ({ accountId }: TestBusiness) => readEnrolment(operator, accountId);
const later = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);

async function accountOf({ accountId }: TestBusiness) {
  const account = await inAccount(accountId, (db) => db.account.findFirst({}));
  return account ?? expect.fail("There is no account");
}

async function holdersAtIssuer(business: TestBusiness): Promise<readonly Holder[]> {
  const { businessName } = await accountOf(business);
  const { data } = await atIssuer("GET", `/v1/account_holders?legal_business_name=${businessName}`);
  return data as readonly Holder[];
}

const review = (holder: Holder | undefined, status: string) =>
  atIssuer("POST", "/v1/simulate/account_holders/enrollment_review", {
    account_holder_token: holder?.token,
    status,
  });

describe("a business that the issuer does not accept at once", () => {
  it.each([
    ["PENDING_REVIEW", "reviewing"],
    ["PENDING_DOCUMENT", "needs documents"],
    ["PENDING_RESUBMIT", "corrected details"],
  ] as const)("waits while it is %s, as one holder, and is told what for (F18)", async (status, words) => {
    const business = await testBusiness();
    simulator().enrolAs(status);
    await enrol(business);
    await attemptAllDue();
    expect(await enrolmentOf(business)).toMatchObject({
      waitingSince: expect.any(String),
      waitingFor: expect.stringContaining(words),
      refusal: null,
    });
    await expectRefused(() => enrol(business), { code: "RULE_BROKEN" });
    later(70);
    await attemptAllDue();
    const holders = await holdersAtIssuer(business);
    expect(holders).toHaveLength(1);

    await review(holders[0], "ACCEPTED");
    await recover(business.accountId);
    expect(await enrolmentOf(business)).toMatchObject({
      waitingSince: null,
      waitingFor: null,
      refusal: null,
    });
    const token = openField("Account", await accountOf(business), "lithicAccountToken");
    expect(token).toBe(holders[0]?.account_token);
    expect(await holdersAtIssuer(business)).toHaveLength(1);
  });

  it("is refused once the issuer has rejected it (F18)", async () => {
    const business = await testBusiness();
    simulator().enrolAs("PENDING_DOCUMENT");
    await enrol(business);
    await attemptAllDue();
    await review((await holdersAtIssuer(business))[0], "REJECTED");
    await recover(business.accountId);
    expect(await enrolmentOf(business)).toMatchObject({
      waitingSince: null,
      refusal: expect.stringContaining("rejected"),
    });
  });

  it("spends from its issuing account, whichever others it has (F18)", async () => {
    const business = await testBusiness();
    simulator().enrolAs("PENDING_REVIEW");
    await enrol(business);
    await attemptAllDue();
    const [holder] = await holdersAtIssuer(business);
    const token = holder?.account_token ?? "";
    const operating = await atIssuer("POST", "/v1/financial_accounts", {
      account_token: token,
      nickname: "Payroll",
      type: "OPERATING",
    });
    await review(holder, "ACCEPTED");
    await recover(business.accountId);
    const spent = openField("Account", await accountOf(business), "lithicFinancialAccountToken");
    expect(await readBalances(token)).toMatchObject([{ financialAccountToken: spent, type: "ISSUING" }]);
    expect(spent).not.toBe(operating.token);
  });
});

describe("a person whom the issuer does not accept at once", () => {
  it("gets the card once accepted, as one holder (F18)", async () => {
    const business = await enrolledBusiness();
    const userId = await newHolder(business);
    simulator().enrolAs("PENDING_REVIEW");
    const order = { userId, cardType: "debit", form: "virtual", memo: "Lunch" } as const;
    const { cardId } = await issueCard(business.owner, order);
    await attemptAllDue();
    later(70);
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", issuerMessage: null });
    const user = await inAccount(business.accountId, (db) => db.user.findFirst({ where: { id: userId } }));
    const holders = async () =>
      (await atIssuer("GET", `/v1/account_holders?email=${user?.email}`)).data as readonly Holder[];
    const [holder, ...others] = await holders();
    expect(others).toEqual([]);
    await review(holder, "ACCEPTED");
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active" });
    expect(await holders()).toHaveLength(1);
  });
});
