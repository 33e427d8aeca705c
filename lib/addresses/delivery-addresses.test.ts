import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { allCountries, countryName } from "./countries.ts";
import { deliveryAddresses } from "./queries.ts";
import { removeAddress } from "./remove-address.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

const office = {
  label: "Office",
  line1: "1 Main St",
  line2: "Door 7",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};
const add = async (actor: TestBusiness["owner"], given: object = {}) =>
  (await addAddress(actor, { ...office, ...given })).addressId;

describe("where a card can be sent", () => {
  it("is the holder's addresses first, then the business's, on one line each, and nobody else's", async () => {
    const { owner, admin, user } = business;
    const ofBusiness = await add(owner);
    const ofHolder = await add(owner, { userId: user.userId, label: "Home", line2: null });
    await add(owner, { userId: owner.userId, label: "Elsewhere" });
    await add(stranger.owner);
    const removed = await add(owner);
    await removeAddress(owner, { addressId: removed });

    expect(await deliveryAddresses(admin, user.userId)).toEqual([
      { id: ofHolder, label: "Home", text: "1 Main St, Springfield, IL 62701, USA", isHolders: true },
      {
        id: ofBusiness,
        label: "Office",
        text: "1 Main St, Door 7, Springfield, IL 62701, USA",
        isHolders: false,
      },
    ]);
    expect((await deliveryAddresses(admin, null)).map(({ id }) => id)).toEqual([ofBusiness]);
    expect(await deliveryAddresses(stranger.admin, user.userId)).toHaveLength(1);
  });

  it("is told only to those who issue cards", async () => {
    for (const actor of [business.user, business.analyst])
      await expectRefused(() => deliveryAddresses(actor, null), { code: "FORBIDDEN" });
  });
});

describe("countries", () => {
  it("have the codes that the issuer takes, and are sorted by name", () => {
    expect(allCountries.length).toBeGreaterThan(240);
    expect(allCountries.every(({ code }) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(allCountries[0]).toEqual({ code: "AFG", name: "Afghanistan" });
    expect(countryName("USA")).toBe("United States of America");
    expect(countryName("XXX")).toBe("XXX");
  });
});
