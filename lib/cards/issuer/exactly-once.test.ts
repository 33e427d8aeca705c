import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { changeCardLimit } from "@/lib/cards/limits/change-card-limit.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { inOwnProcess, namedFaults as named, steps } from "@/lib/testing/test-faults.ts";
import { expectOneCard, newHolder } from "@/lib/testing/test-holder.ts";
import { cardHere, cardsAtIssuer, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";

let business: TestBusiness;
let holderId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
});
// Each test has a new holder, because registering a person with the issuer is one of the steps.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  holderId = await newHolder(business);
});
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const newCard = () => ({ userId: holderId, cardType: "debit", form: "virtual", memo: "Once" }) as const;

const monthly = { spendLimit: 70_000, spendLimitDuration: "monthly" } as const;

async function expectLimit(cardId: number): Promise<void> {
  const noDesiredLimit = { desiredSpendLimit: null, desiredSpendLimitDuration: null, limitDesiredAt: null };
  expect(await cardHere(business, cardId)).toMatchObject({
    spendLimit: 70_000n,
    spendLimitDuration: "monthly",
    ...noDesiredLimit,
  });
  expect(await cardsAtIssuer(business, holderId)).toMatchObject([
    { spendLimit: 70_000, spendLimitDuration: "MONTHLY" },
  ]);
  await expectOneCard(business, holderId, "active");
}

describe("a process killed", () => {
  it.each([...steps.map((step) => `user.enrol:${step}`), ...steps.map((step) => `card.issue:${step}`)])(
    "after %s leaves one card, once another has gone on",
    async (step) => {
      expect(await inOwnProcess(business, `after:${step}`, "issue", newCard())).toBe("SIGKILL");
      await recover(business.accountId);
      await expectOneCard(business, holderId, "active");
    },
  );

  it.each(steps)("after %s of a freeze leaves the card frozen here and there", async (step) => {
    const { cardId } = await issueCard(business.owner, newCard());
    await recover(business.accountId);
    expect(
      await inOwnProcess(business, `after:card.freeze:${step}`, "freeze", { cardId, reason: "Lost" }),
    ).toBe("SIGKILL");
    await recover(business.accountId);
    await expectOneCard(business, holderId, "frozen");
  });

  it.each(steps)("after %s of another limit leaves that limit here and there", async (step) => {
    const { cardId } = await issueCard(business.owner, newCard());
    await recover(business.accountId);
    expect(
      await inOwnProcess(business, `after:card.change-limit:${step}`, "change-limit", { cardId, ...monthly }),
    ).toBe("SIGKILL");
    await recover(business.accountId);
    await expectLimit(cardId);
  });

  it("and asked again with the same key leaves one card", async () => {
    const key = randomUUID();
    expect(await inOwnProcess(business, "after:card.issue:lithic", "issue", newCard(), key)).toBe("SIGKILL");
    expect(await inOwnProcess(business, "", "issue", newCard(), key)).toBe(0);
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });
});

describe("an issuer that fails with", () => {
  it.each(named)("%s holds one card in the end", async (_, fault) => {
    for (const path of ["/account_holders$", "/cards$"])
      simulator().inject({ ...fault, match: { method: "POST", path } });
    await issueCard(business.owner, newCard());
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });

  it.each(named)("%s freezes the card in the end", async (_, fault) => {
    const { cardId } = await issueCard(business.owner, newCard());
    await recover(business.accountId);
    simulator().inject({ ...fault, match: { method: "PATCH" } });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    await recover(business.accountId);
    await expectOneCard(business, holderId, "frozen");
  });

  it.each(named)("%s changes the limit in the end", async (_, fault) => {
    const { cardId } = await issueCard(business.owner, newCard());
    await recover(business.accountId);
    simulator().inject({ ...fault, match: { method: "PATCH" } });
    await changeCardLimit(business.admin, { cardId, ...monthly });
    await recover(business.accountId);
    await expectLimit(cardId);
  });

  it.each(["hang", "hang-after"] as const)(
    "%s does not keep a person waiting, and holds one card in the end",
    async (kind) => {
      simulator().inject({ kind, times: 1, match: { method: "POST", path: "/cards$" } });
      const asked = performance.now();
      const { cardId } = await issueCard(business.owner, newCard());
      expect(performance.now() - asked).toBeLessThan(9_000);
      expect(await cardHere(business, cardId)).toMatchObject({ status: "pending" });
      await recover(business.accountId);
      await expectOneCard(business, holderId, "active");
    },
  );
});

describe("one intent", () => {
  it("sent fifty times at once with one key is one card", async () => {
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => issueCard(business.owner, newCard(), { idempotencyKey })),
    );
    expect(new Set(answers.map((answer) => answer.cardId)).size).toBe(1);
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });

  it("taken on by three processes at once is one card", async () => {
    await Promise.all(
      Array.from({ length: 3 }, () =>
        inOwnProcess(business, "after:card.issue:intent", "issue", newCard(), "one-key"),
      ),
    );
    const workers = Array.from({ length: 3 }, () => attemptAllDue());
    await Promise.all(workers);
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });
});

describe("an idempotency key that is spent", () => {
  it("is not used blindly: the card it made before is found and taken", async () => {
    simulator().inject({ kind: "reset-after", times: 1, match: { method: "POST", path: "/cards$" } });
    await issueCard(business.owner, newCard());
    vi.setSystemTime(Date.now() + 30 * 3_600_000);
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });

  it("gives way to a fresh one when no card was made", async () => {
    simulator().inject({ kind: "reset", times: 1, match: { method: "POST", path: "/cards$" } });
    await issueCard(business.owner, newCard());
    vi.setSystemTime(Date.now() + 30 * 3_600_000);
    await recover(business.accountId);
    await expectOneCard(business, holderId, "active");
  });
});
