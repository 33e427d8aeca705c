import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { changeAddress } from "@/lib/addresses/change-address.ts";
import { removeAddress } from "@/lib/addresses/remove-address.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

const office = {
  label: "Office",
  line1: "1 Secret Street",
  line2: "Door 7",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};
const add = async (given: object = {}) =>
  (await addAddress(business.owner, { ...office, ...given })).addressId;
const addressNow = (id: number) =>
  inAccount(business.accountId, (db) => db.address.findFirst({ where: { id } }));
const lastAuditRow = () =>
  inAccount(business.accountId, (db) => db.auditLog.findFirst({ orderBy: { seq: "desc" } }));

async function stored(id: number): Promise<unknown[]> {
  const raw = await rawTestDatabase();
  const [row = []] = await raw.rows("SELECT line1, line2, label, city FROM addresses WHERE id = ?", [id]);
  await raw.close();
  return row;
}

describe("address.add", () => {
  it("keeps the street sealed in the database, and opens it again", async () => {
    const id = await add();
    const [line1, line2, label, city] = await stored(id);
    for (const sealed of [line1, line2]) expect(sealed).toMatch(/^v1\.[a-z0-9]+\.[A-Za-z0-9_-]+$/);
    expect(JSON.stringify([line1, line2])).not.toMatch(/secret|street|door/i);
    expect([label, city]).toEqual(["Office", "Springfield"]);
    const row = await addressNow(id);
    expect(row && [openField("Address", row, "line1"), openField("Address", row, "line2")]).toEqual([
      "1 Secret Street",
      "Door 7",
    ]);
  });

  it("shows the street in the audit log as dots", async () => {
    const id = await add({ line2: null });
    const row = await lastAuditRow();
    expect(row).toMatchObject({ action: "address.add", targetType: "Address", targetId: String(id) });
    expect(JSON.parse(row?.changes ?? "")).toMatchObject({
      line1: [null, "•••"],
      line2: [null, null],
      city: [null, "Springfield"],
    });
    expect(row?.changes).not.toContain("Secret Street");
  });

  it("seals the same street differently each time", async () => {
    expect((await stored(await add()))[0]).not.toBe((await stored(await add()))[0]);
  });

  it("may be of a person of the business, and of nobody else", async () => {
    const userId = business.user.userId as number;
    expect(await addressNow(await add({ userId }))).toMatchObject({ userId });
    for (const foreign of [stranger.user.userId, 2 ** 31 - 1])
      await expectRefused(() => add({ userId: foreign }), { code: "NOT_FOUND" });
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
    await expectRefused(() => add({ [field]: value }), {
      code: "INVALID_INPUT",
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
  });

  it.each(["admin", "user", "analyst"] as const)(
    "is not for the %s, nor are the other verbs",
    async (role) => {
      const addressId = await add();
      await expectRefused(() => addAddress(business[role], office), { code: "FORBIDDEN" });
      await expectRefused(() => changeAddress(business[role], { addressId, label: "Mine" }), {
        code: "FORBIDDEN",
      });
      await expectRefused(() => removeAddress(business[role], { addressId }), { code: "FORBIDDEN" });
    },
  );
});

describe("address.change", () => {
  it("changes what is given and leaves the rest, sealed as it was", async () => {
    const id = await add();
    const [line1] = await stored(id);
    await changeAddress(business.owner, { addressId: id, city: "Shelbyville", line2: null });
    expect(await stored(id)).toEqual([line1, null, "Office", "Shelbyville"]);
    expect(JSON.parse((await lastAuditRow())?.changes ?? "")).toEqual({
      city: ["Springfield", "Shelbyville"],
      line2: ["•••", null],
    });
  });

  it("seals a new street, and shows only that it changed", async () => {
    const id = await add();
    await changeAddress(business.owner, { addressId: id, line1: "2 Hidden Road" });
    expect((await stored(id))[0]).toMatch(/^v1\./);
    const changes = (await lastAuditRow())?.changes ?? "";
    expect(JSON.parse(changes)).toEqual({ line1: ["•••", "•••"] });
    expect(changes).not.toMatch(/hidden|secret/i);
  });

  it("writes nothing when the street is what it was", async () => {
    const id = await add();
    const [before, row] = [await stored(id), await lastAuditRow()];
    await changeAddress(business.owner, { addressId: id, line1: " 1 Secret Street " });
    expect(await stored(id)).toEqual(before);
    expect(await lastAuditRow()).toEqual(row);
  });

  it("does not move an address to somebody else", async () => {
    const addressId = await add();
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
    const addressId = await add();
    await changeAddress(business.owner, { addressId, label: "Home" });
    await expectRefused(() => changeAddress(business.owner, { addressId, label: "Work", version: 0 }), {
      code: "STALE",
    });
  });
});

describe("address.remove", () => {
  it("hides it, and keeps it for the trash", async () => {
    const id = await add();
    await removeAddress(business.owner, { addressId: id });
    expect(await addressNow(id)).toBeNull();
    const kept = await inAccount(
      business.accountId,
      (db) => db.address.findFirst({ where: { id } }),
      "included",
    );
    expect(kept).toMatchObject({ id, deletedAt: expect.any(Date), deletionId: expect.any(String) });
    expect(await lastAuditRow()).toMatchObject({
      action: "address.remove",
      targetId: String(id),
      outcome: "done",
    });
    await expectRefused(() => removeAddress(business.owner, { addressId: id }), { code: "NOT_FOUND" });
    await expectRefused(() => changeAddress(business.owner, { addressId: id, label: "Ghost" }), {
      code: "NOT_FOUND",
    });
  });

  it("finds no address of another business", async () => {
    const { addressId } = await addAddress(stranger.owner, office);
    await expectRefused(() => removeAddress(business.owner, { addressId }), { code: "NOT_FOUND" });
  });
});
