import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor.ts";
import { testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { trySignIn } from "./try-sign-in.ts";

it("lets ten of fifty attempts at once try", async () => {
  const { accountId, userId } = await testPerson();
  const attempts = await Promise.all(
    Array.from({ length: 50 }, () => trySignIn(systemActor("sign-in", accountId, randomUUID()), { userId })),
  );
  expect(attempts.filter(({ mayTry }) => mayTry)).toHaveLength(10);
});
