import { beforeAll, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { addAddress } from "./add-address.ts";
import { changeAddress } from "./change-address.ts";
import { removeAddress } from "./remove-address.ts";
import { addOffice, addressNow, office } from "./test-addresses.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

describe("address.remove", () => {
  it("hides it, and keeps it for the trash", async () => {
    const id = await addOffice(business);
    await removeAddress(business.owner, { addressId: id });
    expect(await addressNow(business, id)).toBeNull();
    const kept = await inAccount(
      business.accountId,
      (db) => db.address.findFirst({ where: { id } }),
      "included",
    );
    expect(kept).toMatchObject({ id, deletedAt: expect.any(Date), deletionId: expect.any(String) });
    expect(await lastAuditRow(business.accountId)).toMatchObject({
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
