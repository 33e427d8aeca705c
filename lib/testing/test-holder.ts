import { randomUUID } from "node:crypto";
import { expect } from "vitest";
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

/** Expects that a person has exactly one card, the same here and at the issuer, in this state. */
export async function expectOneCard(business: TestBusiness, holderId: number, status: string): Promise<void> {
  const made = await cardsAtIssuer(business, holderId);
  const rows = await inAccount(business.accountId, (db) => db.card.findMany({ where: { userId: holderId } }));
  expect(made.map((card) => card.status)).toEqual([status]);
  expect(rows.map((row) => row.status)).toEqual([status]);
  expect((await cardHere(business, rows[0]?.id ?? 0)).token).toBe(made[0]?.token);
}
