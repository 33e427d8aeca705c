import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeCardProduct } from "./change-card-product.ts";
import { createCardProduct } from "./create-card-product.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

const create = async (given: object = {}) =>
  (await createCardProduct(business.owner, { name: randomUUID(), form: "physical", ...given })).cardProductId;
const productNow = (id: number) =>
  inAccount(business.accountId, (db) => db.cardProduct.findFirst({ where: { id } }));

describe("card-product.create", () => {
  it("adds an active product", async () => {
    const id = await create({ name: "Black", description: "Metal" });
    expect(await productNow(id)).toMatchObject({
      accountId: business.accountId,
      name: "Black",
      description: "Metal",
      form: "physical",
      status: "active",
    });
  });

  it("refuses a name in use, and lets another business have it", async () => {
    const name = randomUUID();
    await create({ name });
    await expectRefused(() => create({ name, form: "virtual" }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    await createCardProduct(stranger.owner, { name, form: "virtual" });
  });

  it("keeps one of twenty with the same name at one moment", async () => {
    const name = randomUUID();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => create({ name })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "DUPLICATE" });
  });

  it.each([
    ["name", ""],
    ["name", "x".repeat(101)],
    ["description", ""],
    ["description", "x".repeat(501)],
    ["form", "plastic"],
    ["form", "PHYSICAL"],
    ["form", null],
    ["status", "retired"],
    ["lithicProductId", "1"],
  ])("refuses %s as %j by name", async (field, value) => {
    await expectRefused(() => create({ [field]: value }), {
      code: "INVALID_INPUT",
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
  });

  it.each(["admin", "user", "analyst"] as const)("is not for the %s, nor is changing one", async (role) => {
    const cardProductId = await create();
    await expectRefused(() => createCardProduct(business[role], { name: "Mine", form: "virtual" }), {
      code: "FORBIDDEN",
    });
    await expectRefused(() => changeCardProduct(business[role], { cardProductId, status: "retired" }), {
      code: "FORBIDDEN",
    });
  });
});
