import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { createUser } from "@/lib/users/create-user.ts";
import type { TestBusiness } from "./test-database.ts";
import { cardHere, cardsAtIssuer } from "./test-issuer.ts";

/** Creates a person in a business who holds no card yet and is not registered with the issuer. */
export async function newHolder({ owner }: TestBusiness): Promise<number> {
  const person = {
    givenName: "Nina",
    familyName: "Newcomer",
    email: `${randomUUID()}@demo.example`,
    role: "user",
    phone: "+12125550177",
  } as const;
  return (await createUser(owner, person)).userId;
}

const activate = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int() }),
  async run({ db, input: { userId } }) {
    await db.update("User", await db.findForUpdate("User", userId), { status: "active" });
    return null;
  },
});

/** Creates such a person who has joined, so that cards can be moved to them. */
export async function activeHolder(business: TestBusiness): Promise<number> {
  const userId = await newHolder(business);
  await activate(business.system, { userId });
  return userId;
}

/** Expects that a person has exactly one card, the same here and at the issuer, in this state. */
export async function expectOneCard(business: TestBusiness, holderId: number, status: string): Promise<void> {
  const made = await cardsAtIssuer(business, holderId);
  const rows = await inAccount(business.accountId, (db) => db.card.findMany({ where: { userId: holderId } }));
  expect(made.map((card) => card.status)).toEqual([status]);
  expect(rows.map((row) => row.status)).toEqual([status]);
  expect((await cardHere(business, rows[0]?.id ?? 0)).token).toBe(made[0]?.token);
}
