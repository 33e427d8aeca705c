import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
});

const nameNow = (b: TestBusiness) =>
  inAccount(b.accountId, (db) => db.account.findFirst({ select: { businessName: true } }));
const auditRows = (b: TestBusiness) =>
  inAccount(b.accountId, (db) => db.auditLog.findMany({ orderBy: { seq: "asc" } }));

describe("command()", () => {
  it("writes the change and its audit row", async () => {
    const before = await auditRows(business);
    await renameAccount(business.owner, { businessName: "Acme" });
    expect(await nameNow(business)).toEqual({ businessName: "Acme" });
    const after = await auditRows(business);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      action: "account.rename",
      actorRole: "owner",
      actorUserId: business.owner.userId,
      targetType: "Account",
      outcome: "done",
    });
    expect(JSON.parse(after.at(-1)?.changes ?? "")).toEqual({ businessName: [expect.any(String), "Acme"] });
  });

  it("leaves neither row nor audit row when it throws after its write", async () => {
    const failing = command({
      name: "account.rename",
      input: z.strictObject({}),
      async run({ db, actor }) {
        await db.update("Account", await db.findForUpdate("Account", actor.accountId), {
          businessName: "Half done",
        });
        throw new Error("after the write");
      },
    });
    const before = await auditRows(business);
    await expect(failing(business.owner, {})).rejects.toThrow("after the write");
    expect(await nameNow(business)).not.toEqual({ businessName: "Half done" });
    expect(await auditRows(business)).toEqual(before);
  });

  it("writes no audit row when nothing changes", async () => {
    await renameAccount(business.owner, { businessName: "Same" });
    const before = await auditRows(business);
    await renameAccount(business.owner, { businessName: "Same" });
    expect(await auditRows(business)).toEqual(before);
  });

  it("refuses who has no permission, and notes the refusal", async () => {
    const before = await auditRows(business);
    await expect(renameAccount(business.admin, { businessName: "Mine" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const after = await auditRows(business);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      action: "account.rename",
      outcome: "refused",
      actorUserId: business.admin.userId,
    });
  });

  it("names the field and the rule for bad input, and changes nothing", async () => {
    const before = await auditRows(business);
    await expect(renameAccount(business.owner, { businessName: " " })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { businessName: "This cannot be empty." },
    });
    await expect(renameAccount(business.owner, { businessName: "x".repeat(101) })).rejects.toMatchObject({
      fields: { businessName: "Enter up to 100 characters." },
    });
    await expect(renameAccount(business.owner, { businessName: "a\u0000b" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await expect(
      renameAccount(business.owner, { businessName: "Fine", role: "owner" } as never),
    ).rejects.toMatchObject({
      fields: { role: "There is no such field." },
    });
    expect(await auditRows(business)).toEqual(before);
  });

  it("names a field that is called as what every object inherits, in an object that can be sent on", async () => {
    const { owner } = await testBusiness();
    for (const name of ["constructor", "toString", "__proto__"]) {
      const input = JSON.parse(`{ "businessName": "New", "${name}": 1 }`);
      const refused = await renameAccount(owner, input).catch(
        (error: unknown) => error as { code: string; fields: object },
      );
      expect(refused).toMatchObject({ code: "INVALID_INPUT" });
      const { fields } = refused as { fields: object };
      expect(Object.entries(fields)).toEqual([[name, "There is no such field."]]);
      expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    }
  });
});
