import { beforeAll, describe, expect, it } from "vitest";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { addAddress } from "./add-address.ts";
import { changeAddress } from "./change-address.ts";
import { addOffice, addressNow, office, storedAddress } from "./test-addresses.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

describe("address.change", () => {
  it("changes what is given and leaves the rest, sealed as it was", async () => {
    const id = await addOffice(business);
    const [line1] = await storedAddress(id);
    await changeAddress(business.owner, { addressId: id, city: "Shelbyville", line2: null });
    expect(await storedAddress(id)).toEqual([line1, null, "Office", "Shelbyville"]);
    expect(JSON.parse((await lastAuditRow(business.accountId))?.changes ?? "")).toEqual({
      city: ["Springfield", "Shelbyville"],
      line2: ["•••", null],
    });
  });

  it("seals a new street, and shows only that it changed", async () => {
    const id = await addOffice(business);
    await changeAddress(business.owner, { addressId: id, line1: "2 Hidden Road" });
    expect((await storedAddress(id))[0]).toMatch(/^v1\./);
    const changes = (await lastAuditRow(business.accountId))?.changes ?? "";
    expect(JSON.parse(changes)).toEqual({ line1: ["•••", "•••"] });
    expect(changes).not.toMatch(/hidden|secret/i);
  });

  it("writes nothing when the street is what it was", async () => {
    const id = await addOffice(business);
    const [before, row] = [await storedAddress(id), await lastAuditRow(business.accountId)];
    await changeAddress(business.owner, { addressId: id, line1: " 1 Secret Street " });
    expect(await storedAddress(id)).toEqual(before);
    expect(await lastAuditRow(business.accountId)).toEqual(row);
  });

  it("checks what is given together with what is there (C12)", async () => {
    const addressId = await addOffice(business);
    const change = (given: object) => changeAddress(business.owner, { addressId, ...given });
    for (const [given, field] of [
      [{ postalCode: "2134" }, "postalCode"],
      [{ region: "Illinois" }, "region"],
      [{ country: "CAN" }, "region"],
      [{ country: "HKG", region: "" }, "postalCode"],
    ] as const)
      await expectRefused(() => change(given), {
        code: "INVALID_INPUT",
        fields: { [field]: expect.any(String) },
      });
    await change({ country: "CAN", region: "on", postalCode: "k1a0b1" });
    expect(await addressNow(business, addressId)).toMatchObject({ region: "ON", postalCode: "K1A 0B1" });
    await change({ label: "Ottawa" });
    await change({ country: "HKG", region: "", postalCode: "" });
  });

  it("does not move an address to somebody else", async () => {
    const addressId = await addOffice(business);
    const moved = { addressId, userId: business.user.userId } as never;
    await expectRefused(() => changeAddress(business.owner, moved), {
      code: "INVALID_INPUT",
      fields: { userId: "There is no such field." },
    });
  });

  it("finds no address of another business, and refuses an older version", async () => {
    const { addressId: foreign } = await addAddress(stranger.owner, office);
    await expectRefused(() => changeAddress(business.owner, { addressId: foreign, label: "Mine" }), {
      code: "NOT_FOUND",
    });
    const addressId = await addOffice(business);
    await changeAddress(business.owner, { addressId, label: "Home" });
    await expectRefused(() => changeAddress(business.owner, { addressId, label: "Work", version: 0 }), {
      code: "STALE",
    });
  });
});
