import { beforeAll, describe, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { type TestBusiness, testBusiness, testOperator, testSystem } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createPlatform } from "./create-platform.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  operator = await testOperator();
});

describe("platform.create", () => {
  it("is done once", async () => {
    const platform = { businessName: "Second platform", ownerEmail: "second@demo.example" };
    await expectRefused(() => createPlatform(testSystem(0), platform), { code: "DUPLICATE" });
  });

  it("is for the system alone", async () => {
    for (const actor of [operator, business.owner]) {
      const platform = { businessName: "Mine", ownerEmail: "mine@demo.example" };
      await expectRefused(() => createPlatform(actor, platform), { code: "FORBIDDEN" });
    }
  });
});
