import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { cachedCount } from "./count-cache.ts";

let business: TestBusiness;
let counted: number;
let what: string;

beforeEach(async () => {
  business = await testBusiness();
  counted = 0;
  what = randomUUID();
});
afterEach(() => void vi.useRealTimers());

function count({ accountId } = business, key = what): Promise<{ total: number; isCapped: boolean }> {
  return inAccount(accountId, () =>
    cachedCount(accountId, key, async () => {
      counted += 1;
      return { total: counted, isCapped: false };
    }),
  );
}

describe("a count", () => {
  it("is answered again as long as nothing changed", async () => {
    expect([await count(), await count()]).toMatchObject([{ total: 1 }, { total: 1 }]);
  });

  it("is made anew after every change of the business, whoever's count it is", async () => {
    await count();
    await renameAccount(business.owner, { businessName: "Another name" });
    expect(await count()).toMatchObject({ total: 2 });
    await expect(renameAccount(business.analyst, { businessName: "Not allowed" })).rejects.toThrow();
    await renameAccount(business.owner, { businessName: "A third name" });
    expect(await count()).toMatchObject({ total: 3 });
  });

  it("is another one in another business, and of something else", async () => {
    await count();
    expect(await count(await testBusiness())).toMatchObject({ total: 2 });
    expect(await count(business, randomUUID())).toMatchObject({ total: 3 });
  });

  it("is made anew after a while, for what changes without a trace", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await count();
    vi.setSystemTime(Date.now() + 9_000);
    expect(await count()).toMatchObject({ total: 1 });
    vi.setSystemTime(Date.now() + 2_000);
    expect(await count()).toMatchObject({ total: 2 });
  });

  it("that failed is not kept", async () => {
    const failing = () =>
      inAccount(business.accountId, () =>
        cachedCount(business.accountId, what, () => Promise.reject(new Error("no"))),
      );
    await expect(failing()).rejects.toThrow("no");
    expect(await count()).toMatchObject({ total: 1 });
  });
});
