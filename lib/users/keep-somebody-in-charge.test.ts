import { beforeEach, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "./change-user.ts";
import { createUser } from "./create-user.ts";
import { deactivateUser } from "./leaving/deactivate-user.ts";
import { addPerson, idOf, newPerson } from "./test-users.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const activeOwners = (accountId: number) =>
  inAccount(accountId, (db) => db.user.count({ where: { role: "owner", status: "active" } }));

describe("the last active owner", () => {
  it("cannot be demoted, by anybody", async () => {
    const userId = idOf(business.owner);
    for (const actor of [business.owner, business.system])
      for (const role of ["admin", "user", "analyst"] as const)
        await expectRefused(() => changeUser(actor, { userId, role }), { code: "RULE_BROKEN" });
  });

  it("cannot be deactivated, by anybody", async () => {
    const userId = idOf(business.owner);
    for (const actor of [business.owner, business.system])
      await expectRefused(() => deactivateUser(actor, { userId, reason: "Leaving" }), {
        code: "RULE_BROKEN",
      });
  });

  it("is not made up for by an invited or a deactivated one", async () => {
    const invited = await createUser(business.owner, newPerson("owner"));
    const gone = await addPerson(business, "owner");
    await deactivateUser(business.owner, { userId: idOf(gone), reason: "Left" });
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.owner), role: "admin" }), {
      code: "RULE_BROKEN",
    });
    await expectRefused(
      () => deactivateUser(business.owner, { userId: idOf(business.owner), reason: "Leaving" }),
      { code: "RULE_BROKEN" },
    );
    await deactivateUser(business.owner, { userId: invited.userId, reason: "Not needed" });
  });

  it("may go once there is another", async () => {
    const second = await addPerson(business, "owner");
    await changeUser(business.owner, { userId: idOf(business.owner), role: "user" });
    expect(await activeOwners(business.accountId)).toBe(1);
    await expectRefused(() => changeUser(second, { userId: idOf(second), role: "user" }), {
      code: "RULE_BROKEN",
    });
  });

  it("remains when two owners demote each other at one moment, twenty times", async () => {
    for (let round = 0; round < 20; round++) {
      const [left, right] = await Promise.all([addPerson(business, "owner"), addPerson(business, "owner")]);
      await changeUser(business.system, { userId: idOf(business.owner), role: "user" });
      const results = await Promise.allSettled([
        changeUser(left, { userId: idOf(right), role: "admin" }),
        round % 2
          ? changeUser(right, { userId: idOf(left), role: "admin" })
          : deactivateUser(right, { userId: idOf(left), reason: "You first" }),
      ]);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "RULE_BROKEN" });
      expect(await activeOwners(business.accountId)).toBe(1);
      await changeUser(business.system, { userId: idOf(business.owner), role: "owner" });
      for (const owner of [left, right])
        await changeUser(business.system, { userId: idOf(owner), role: "analyst" });
    }
  });

  it("remains when five owners all step down at one moment", async () => {
    const owners = [
      business.owner,
      ...(await Promise.all(Array.from({ length: 4 }, () => addPerson(business, "owner")))),
    ];
    const results = await Promise.allSettled(
      owners.map((owner) => changeUser(owner, { userId: idOf(owner), role: "analyst" })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(4);
    expect(await activeOwners(business.accountId)).toBe(1);
  });
});
