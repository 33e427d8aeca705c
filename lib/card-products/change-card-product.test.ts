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

describe("card-product.change", () => {
  it("retires a product and brings it back, and leaves the rest", async () => {
    const cardProductId = await create({ description: "Metal" });
    const { version } = await changeCardProduct(business.owner, { cardProductId, status: "retired" });
    expect(await productNow(cardProductId)).toMatchObject({
      status: "retired",
      description: "Metal",
      version,
    });
    await changeCardProduct(business.owner, { cardProductId, status: "active", description: null, version });
    expect(await productNow(cardProductId)).toMatchObject({ status: "active", description: null });
  });

  it("refuses a name in use, an older version, and to change what its cards are made of", async () => {
    const [name, cardProductId] = [randomUUID(), await create()];
    await create({ name });
    await expectRefused(() => changeCardProduct(business.owner, { cardProductId, name }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    await changeCardProduct(business.owner, { cardProductId, description: "New" });
    await expectRefused(
      () => changeCardProduct(business.owner, { cardProductId, description: "Late", version: 0 }),
      { code: "STALE" },
    );
    const remade = { cardProductId, form: "virtual" } as never;
    await expectRefused(() => changeCardProduct(business.owner, remade), {
      code: "INVALID_INPUT",
      fields: { form: "There is no such field." },
    });
  });

  it("finds no product of another business", async () => {
    const { cardProductId } = await createCardProduct(stranger.owner, {
      name: randomUUID(),
      form: "virtual",
    });
    await expectRefused(() => changeCardProduct(business.owner, { cardProductId, status: "retired" }), {
      code: "NOT_FOUND",
    });
  });
});
