import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { addAddress } from "@/lib/addresses/add-address.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { readEnrolment } from "./read-enrolment.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  operator = await testOperator();
});

const insertOperation = command({
  name: "demo.seed",
  input: z.strictObject({ kind: z.string(), status: z.string(), lastError: z.string().nullable() }),
  async run({ db, input }) {
    await db.insert("LithicOperation", { ...input, payload: "{}", idempotencyKey: randomUUID() });
    return {};
  },
});
const operation = (status: string, lastError: string | null = null, kind = "account.enrol") =>
  insertOperation(business.system, { kind, status, lastError });

describe("readEnrolment", () => {
  it("has the addresses of the business, opened, without those of its people", async () => {
    const address = {
      label: "Office",
      line1: "1 Secret Street",
      city: "Springfield",
      region: "IL",
      postalCode: "62701",
      country: "USA",
    };
    await addAddress(business.owner, address);
    await addAddress(business.owner, { ...address, label: "Home", userId: business.user.userId });
    for (const actor of [business.owner, business.admin, operator]) {
      const { addresses } = await readEnrolment(actor, business.accountId);
      expect(addresses).toEqual([{ ...address, id: expect.any(Number), line2: null }]);
    }
  });

  it("says since when the issuer is asked, or what it said last", async () => {
    const now = async () => {
      const { waitingSince, refusal } = await readEnrolment(operator, business.accountId);
      return { isWaiting: waitingSince !== null, refusal };
    };
    expect(await now()).toEqual({ isWaiting: false, refusal: null });
    await operation("refused", "The address cannot be used.");
    expect(await now()).toEqual({ isWaiting: false, refusal: "The address cannot be used." });
    await operation("waiting", null, "user.enrol");
    expect(await now()).toEqual({ isWaiting: false, refusal: "The address cannot be used." });
    for (const status of ["waiting", "running", "unknown"]) {
      await operation(status);
      expect(await now()).toEqual({ isWaiting: true, refusal: null });
    }
    await operation("done");
    expect(await now()).toEqual({ isWaiting: false, refusal: null });
  });

  it("tells nothing to those who may not see the business", async () => {
    const stranger = await testBusiness();
    const other = () => readEnrolment(stranger.owner, business.accountId);
    expect((await readEnrolment(stranger.owner, stranger.accountId)).addresses).toEqual([]);
    await expect(other()).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const actor of [business.user, business.analyst])
      await expect(readEnrolment(actor, business.accountId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(readEnrolment(operator, 2 ** 31 - 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
