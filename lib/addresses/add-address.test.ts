import { beforeAll, describe, expect, it } from "vitest";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { addAddress } from "./add-address.ts";
import { changeAddress } from "./change-address.ts";
import { removeAddress } from "./remove-address.ts";
import { addOffice, addressNow, office, storedAddress } from "./test-addresses.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

describe("address.add", () => {
  it("keeps the street sealed in the database, and opens it again", async () => {
    const id = await addOffice(business);
    const [line1, line2, label, city] = await storedAddress(id);
    for (const sealed of [line1, line2]) expect(sealed).toMatch(/^v1\.[a-z0-9]+\.[A-Za-z0-9_-]+$/);
    expect(JSON.stringify([line1, line2])).not.toMatch(/secret|street|door/i);
    expect([label, city]).toEqual(["Office", "Springfield"]);
    const row = await addressNow(business, id);
    expect(row && [openField("Address", row, "line1"), openField("Address", row, "line2")]).toEqual([
      "1 Secret Street",
      "Door 7",
    ]);
  });

  it("shows the street in the audit log as dots", async () => {
    const id = await addOffice(business, { line2: null });
    const row = await lastAuditRow(business.accountId);
    expect(row).toMatchObject({ action: "address.add", targetType: "Address", targetId: String(id) });
    expect(JSON.parse(row?.changes ?? "")).toMatchObject({
      line1: [null, "•••"],
      line2: [null, null],
      city: [null, "Springfield"],
    });
    expect(row?.changes).not.toContain("Secret Street");
  });

  it("seals the same street differently each time", async () => {
    expect((await storedAddress(await addOffice(business)))[0]).not.toBe(
      (await storedAddress(await addOffice(business)))[0],
    );
  });

  it("may be of a person of the business, and of nobody else", async () => {
    const userId = business.user.userId as number;
    expect(await addressNow(business, await addOffice(business, { userId }))).toMatchObject({ userId });
    for (const foreign of [stranger.user.userId, 2 ** 31 - 1])
      await expectRefused(() => addOffice(business, { userId: foreign }), { code: "NOT_FOUND" });
  });

  it("keeps what people paste without what nobody sees in it (C11)", async () => {
    const pasted = {
      line1: "\u202A1\u00A0Secret\u200B Street\u202C",
      city: "Spring\u00ADfield\u2060",
      region: "\uFEFFIL",
      postalCode: "6\u200B2701\t",
    };
    const row = await addressNow(business, await addOffice(business, pasted));
    expect(row).toMatchObject({ city: "Springfield", region: "IL", postalCode: "62701" });
    expect(row && openField("Address", row, "line1")).toBe("1 Secret Street");
    const name = "نامه\u200Cها";
    expect(await addressNow(business, await addOffice(business, { city: name }))).toMatchObject({
      city: name,
    });
  });

  it.each([
    ["country", { country: "XXX" }, "There is no such country. Choose one, such as USA."],
    ["postalCode", { postalCode: "2134" }, "Enter a postal code such as 62701 or 62701-1234."],
    ["postalCode", { postalCode: "" }, "Enter a postal code such as 62701 or 62701-1234."],
    ["region", { region: "Massachusetts" }, "Enter Massachusetts as MA."],
    ["region", { region: "XX" }, "Enter the state or region by its letters, such as AL."],
    ["region", { region: "" }, "Enter the state or region by its letters, such as AL."],
    ["postalCode", { country: "GBR", region: "" }, "Enter a postal code such as SW1A 2AA."],
    ["postalCode", { country: "HKG", region: "" }, "This country has no postal codes. Leave this empty."],
  ])("refuses the %s of %j with words (C12)", async (field, change, words) => {
    await expectRefused(() => addOffice(business, change), {
      code: "INVALID_INPUT",
      fields: { [field]: words },
    });
  });

  it("takes an address of a country without regions and postal codes (C12)", async () => {
    const { region: _, postalCode: __, ...rest } = office;
    const { addressId } = await addAddress(business.owner, { ...rest, city: "Central", country: "HKG" });
    expect(await addressNow(business, addressId)).toMatchObject({
      region: "",
      postalCode: "",
      country: "HKG",
    });
  });

  it.each([
    ["label", ""],
    ["label", "x".repeat(51)],
    ["line1", " "],
    ["line1", "x".repeat(65)],
    ["line1", null],
    ["line2", ""],
    ["city", "x".repeat(101)],
    ["region", "x".repeat(51)],
    ["postalCode", "x".repeat(21)],
    ["country", "US"],
    ["country", "usa"],
    ["country", "USA\n"],
    ["country", "ＵＳＡ"],
    ["country", null],
    ["userId", 0],
    ["accountId", 1],
  ])("refuses %s as %j by name", async (field, value) => {
    await expectRefused(() => addOffice(business, { [field]: value }), {
      code: "INVALID_INPUT",
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
  });

  it.each(["admin", "user", "analyst"] as const)(
    "is not for the %s, nor are the other verbs",
    async (role) => {
      const addressId = await addOffice(business);
      await expectRefused(() => addAddress(business[role], office), { code: "FORBIDDEN" });
      await expectRefused(() => changeAddress(business[role], { addressId, label: "Mine" }), {
        code: "FORBIDDEN",
      });
      await expectRefused(() => removeAddress(business[role], { addressId }), { code: "FORBIDDEN" });
    },
  );
});
