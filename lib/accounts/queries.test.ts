import { beforeAll, describe, expect, it } from "vitest";
import { accountListRules } from "@/lib/accounts/account-list.ts";
import { listAccounts, readAccount } from "@/lib/accounts/queries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let operator: Actor;
let north: TestBusiness;
let south: TestBusiness;
beforeAll(async () => {
  operator = await testOperator();
  north = await testBusiness("north-harbour");
  south = await testBusiness("south-harbour");
});

const names = async (url = {}) =>
  (await listAccounts(operator, parseListQuery(accountListRules, url))).rows.map(
    ({ businessName }) => businessName,
  );

describe("the list of businesses", () => {
  it("is the operators', by name, without the platform itself", async () => {
    expect(await names()).toEqual(["north-harbour", "south-harbour"]);
    expect(await names({ sort: "-created" })).toEqual(["south-harbour", "north-harbour"]);
    for (const actor of [north.owner, north.admin, north.user, north.analyst])
      await expectRefused(() => listAccounts(actor, parseListQuery(accountListRules, {})), {
        code: "FORBIDDEN",
      });
  });

  it("is searched by name, in capitals or not, and narrowed by state", async () => {
    expect(await names({ search: "SOUTH" })).toEqual(["south-harbour"]);
    expect(await names({ search: "H-HARB" })).toEqual(["north-harbour", "south-harbour"]);
    expect(await names({ status: "suspended" })).toEqual([]);
    expect(await names({ status: "active", search: "north" })).toEqual(["north-harbour"]);
  });

  it("is made of plain values", async () => {
    const { rows } = await listAccounts(operator, parseListQuery(accountListRules, {}));
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });
});

describe("a business", () => {
  it("is shown to its owner and admin, and to an operator", async () => {
    for (const actor of [north.owner, north.admin, operator])
      expect(await readAccount(actor, north.accountId)).toMatchObject({
        id: north.accountId,
        businessName: "north-harbour",
        isEnrolled: false,
      });
  });

  it("is not there for another business, nor for those who may not see it", async () => {
    await expectRefused(() => readAccount(north.owner, south.accountId), { code: "NOT_FOUND" });
    await expectRefused(() => readAccount(operator, 2_147_483_647), { code: "NOT_FOUND" });
    for (const actor of [north.user, north.analyst])
      await expectRefused(() => readAccount(actor, north.accountId), { code: "FORBIDDEN" });
  });
});
