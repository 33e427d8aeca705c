import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "./change-user.ts";
import { addPerson, idOf } from "./test-users.ts";

let business: TestBusiness;
let stranger: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  stranger = await testBusiness();
  operator = await testOperator();
});
beforeEach(async () => {
  business = await testBusiness();
});

const userNow = (actor: Actor) =>
  inAccount(actor.accountId, (db) => db.user.findFirst({ where: { id: idOf(actor) } }));

describe("user.change", () => {
  it("lets cardholders change their own name and phone", async () => {
    await changeUser(business.user, {
      userId: idOf(business.user),
      givenName: "Ann",
      familyName: "Új",
      phone: "+41 44 668 18 00",
    });
    expect(await userNow(business.user)).toMatchObject({
      name: "Ann Új",
      role: "user",
      email: business.user.label,
    });
    await changeUser(business.user, { userId: idOf(business.user), phone: null });
    expect(await userNow(business.user)).toMatchObject({ name: "Ann Új", phone: null });
  });

  it("changes either name and keeps the other, and the whole follows (C10)", async () => {
    const userId = idOf(business.user);
    await changeUser(business.owner, { userId, givenName: "Mary", familyName: "Smith Jones" });
    await changeUser(business.owner, { userId, familyName: "Jones" });
    expect(await userNow(business.user)).toMatchObject({ name: "Mary Jones", familyName: "Jones" });
    await changeUser(business.owner, { userId, familyName: "" });
    expect(await userNow(business.user)).toMatchObject({ name: "Mary", givenName: "Mary", familyName: "" });
    await changeUser(business.owner, { userId, givenName: "Prince" });
    expect(await userNow(business.user)).toMatchObject({ name: "Prince" });
  });

  it("does not let cardholders change their own role or e-mail, even to what it is (V8.2.3)", async () => {
    const userId = idOf(business.user);
    for (const change of [
      { role: "owner" },
      { role: "user" },
      { email: "new@demo.example" },
      { email: business.user.label },
      { givenName: "Fine", role: "admin" },
    ] as const)
      await expectRefused(() => changeUser(business.user, { userId, ...change }), { code: "FORBIDDEN" });
  });

  it("tells cardholders that nobody else exists, and changes neither them nor the other", async () => {
    for (const other of [business.owner, business.admin, business.analyst, stranger.user])
      await expectRefused(() => changeUser(business.user, { userId: idOf(other), givenName: "Renamed" }), {
        code: "NOT_FOUND",
      });
  });

  it("tells owners nothing of people of other businesses", async () => {
    await expectRefused(
      () => changeUser(business.owner, { userId: idOf(stranger.user), givenName: "Renamed" }),
      {
        code: "NOT_FOUND",
      },
    );
    await expectRefused(() => changeUser(business.owner, { userId: idOf(operator), givenName: "Renamed" }), {
      code: "NOT_FOUND",
    });
  });

  it("does not let an admin touch an owner", async () => {
    const userId = idOf(business.owner);
    for (const change of [
      { givenName: "Renamed" },
      { phone: null },
      { email: "taken@demo.example" },
      { role: "user" },
    ] as const)
      await expectRefused(() => changeUser(business.admin, { userId, ...change }), { code: "FORBIDDEN" });
  });

  it("does not let an admin rise, nor raise others", async () => {
    for (const actor of [business.admin, business.user])
      for (const role of ["owner", "operator"] as const)
        await expectRefused(() => changeUser(business.admin, { userId: idOf(actor), role }), {
          code: "FORBIDDEN",
        });
    await expectRefused(() => changeUser(business.admin, { userId: idOf(business.user), role: "admin" }), {
      code: "FORBIDDEN",
    });
  });

  it("does not let an admin change another admin, nor more of themselves than name and phone (G27)", async () => {
    const other = idOf(await addPerson(business, "admin"));
    for (const change of [{ givenName: "Renamed" }, { phone: null }, { role: "user" }] as const)
      await expectRefused(() => changeUser(business.admin, { userId: other, ...change }), {
        code: "FORBIDDEN",
        message: "Only an owner can change an admin.",
      });
    const userId = idOf(business.admin);
    for (const change of [{ email: "new@demo.example" }, { role: "user" }] as const)
      await expectRefused(() => changeUser(business.admin, { userId, ...change }), { code: "FORBIDDEN" });
    await changeUser(business.admin, { userId, givenName: "Ada", phone: null });
    expect(await userNow(business.admin)).toMatchObject({ givenName: "Ada", phone: null, role: "admin" });
    await changeUser(business.owner, { userId, role: "user" });
    expect(await userNow(business.admin)).toMatchObject({ role: "user" });
  });

  it("lets an admin change people below", async () => {
    await changeUser(business.admin, { userId: idOf(business.analyst), role: "user" });
    expect(await userNow(business.analyst)).toMatchObject({ role: "user" });
  });

  it("does not make an analyst of somebody who holds a card", async () => {
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.user), role: "analyst" }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("holds no cards"),
    });
  });

  it("takes no password for anybody (V6.4.6)", async () => {
    const userId = idOf(business.user);
    for (const field of ["password", "newPassword", "passwordHash"])
      await expectRefused(
        () => changeUser(business.owner, { userId, [field]: "plum-kettle-orbit-seven" } as never),
        { code: "INVALID_INPUT" },
      );
  });

  it("does not let an owner make an operator", async () => {
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.user), role: "operator" }), {
      code: "FORBIDDEN",
    });
  });

  it("does not let an analyst change even the own name", async () => {
    await expectRefused(
      () => changeUser(business.analyst, { userId: idOf(business.analyst), givenName: "Me" }),
      {
        code: "FORBIDDEN",
      },
    );
  });

  it("refuses an email that a colleague has, and takes the own in capitals for no change", async () => {
    const userId = idOf(business.user);
    await expectRefused(() => changeUser(business.owner, { userId, email: business.admin.label }), {
      code: "DUPLICATE",
      fields: { email: expect.any(String) },
    });
    const before = await lastAuditRow(business.accountId);
    await changeUser(business.owner, { userId, email: business.user.label.toUpperCase() });
    expect(await lastAuditRow(business.accountId)).toEqual(before);
  });

  it("is refused on an older version than there is", async () => {
    const userId = idOf(business.user);
    const { version } = await changeUser(business.owner, { userId, givenName: "First" });
    await changeUser(business.user, { userId, givenName: "Second" });
    await expectRefused(() => changeUser(business.owner, { userId, givenName: "Third", version }), {
      code: "STALE",
    });
  });
});
