import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { readStatus } from "@/lib/lithic/connection.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { hasFaults } from "./faults.ts";
import { readFaults, setFault } from "./set-fault.ts";

let operator: Actor;
beforeAll(async () => {
  operator = await testOperator();
});

const on = async () => (await readFaults(operator)).filter(({ isOn }) => isOn);

describe("a fault of the built-in issuer", () => {
  it("strikes from when it is switched on until it is switched off, and counts", async () => {
    expect(hasFaults()).toBe(false);
    await setFault(operator, { fault: "error-before", on: true });
    await setFault(operator, { fault: "error-before", on: true });
    expect(hasFaults()).toBe(true);
    await readStatus();
    await expect(readStatus()).rejects.toMatchObject({ kind: "unknown", status: 500 });
    expect(await on()).toEqual([{ name: "error-before", isOn: true, struck: 1 }]);
    await setFault(operator, { fault: "error-before", on: false });
    expect(hasFaults()).toBe(false);
  });

  it("is switched off with all others, and not with another", async () => {
    await setFault(operator, { fault: "slow", on: true });
    await setFault(operator, { fault: "webhooks-lost", on: true });
    await setFault(operator, { fault: "rate-limited", on: false });
    expect((await on()).map(({ name }) => name)).toEqual(["slow", "webhooks-lost"]);
    await setFault(operator, { fault: "all", on: false });
    expect(await on()).toEqual([]);
  });

  it("is never switched on with all others", async () => {
    await expectRefused(() => setFault(operator, { fault: "all", on: true }), { code: "INVALID_INPUT" });
    expect(simulator().faults()).toEqual([]);
  });
});
