import { beforeEach, describe, expect, it } from "vitest";
import { userActor } from "@/lib/auth/actor.ts";
import { type TestPerson, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { enterPassword, isOpen, request } from "@/lib/second-factors/test-factors.ts";
import { testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { endUserSessions } from "./end-user-sessions.ts";
import { addPerson, idOf } from "./test-users.ts";

let person: TestPerson;
beforeEach(async () => {
  person = await testPerson({ role: "analyst" });
});

async function enter(): Promise<string> {
  const outcome = await enterPassword(person);
  if (outcome.kind !== "signed-in") throw new Error(outcome.kind);
  return outcome.token;
}

describe("user.end-sessions", () => {
  it("signs somebody out everywhere at once, and lets them sign in again (V7.4.5)", async () => {
    const [first, second] = [await enter(), await enter()];
    const { accountId, userId } = person;
    const manager = userActor({ id: 1, accountId, email: "owner@p.example", role: "owner" }, request());
    await endUserSessions(manager, { userId });
    expect([await isOpen(first), await isOpen(second)]).toEqual([false, false]);
    expect(await isOpen(await enter())).toBe(true);
  });

  it("is for those who manage the person: nobody else's sessions are within reach", async () => {
    const business = await testBusiness();
    const owner = idOf(await addPerson(business, "owner"));
    await expectRefused(() => endUserSessions(business.admin, { userId: owner }), { code: "FORBIDDEN" });
    await expectRefused(() => endUserSessions(business.user, { userId: owner }), { code: "NOT_FOUND" });
    await expectRefused(() => endUserSessions(business.analyst, { userId: owner }), { code: "FORBIDDEN" });
    await expectRefused(() => endUserSessions(business.owner, { userId: person.userId }), {
      code: "NOT_FOUND",
    });
  });
});
