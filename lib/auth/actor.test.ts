import { beforeAll, describe, expect, it } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { type Actor, actingIn } from "./actor.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
});

describe("acting in another business", () => {
  it.each(["owner", "admin", "user", "analyst"] as const)(
    "is for operators: to the %s of one, others do not exist",
    async (role) => {
      const { accountId } = await testBusiness();
      expect(() => actingIn(business[role], accountId)).toThrow(
        expect.objectContaining({ code: "NOT_FOUND" }),
      );
      expect(actingIn(business[role], business.accountId)).toEqual(business[role]);
    },
  );

  it("does not let anybody else do there what they may do at home, however they got there", async () => {
    const { accountId } = await testBusiness();
    const smuggled = { ...business.owner, accountId } as Actor;
    await expectRefused(() => renameAccount(smuggled, { businessName: "Taken over" }), { code: "FORBIDDEN" });
  });
});
