import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-keys/create-api-key.ts";
import { type Actor, actingIn, userActor } from "@/lib/auth/actor.ts";
import { requireApiKey } from "@/lib/auth/api-key/require-api-key.ts";
import { type TestPerson, testPassword, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { finishSignIn } from "@/lib/second-factors/finish-sign-in.ts";
import { addApp, codeNow, portal } from "@/lib/second-factors/test-factors.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { testOperator } from "@/lib/testing/test-database.ts";
import { clearAllowedNetworks } from "./clear-allowed-networks.ts";
import { readAccount } from "./queries.ts";
import { setAllowedNetworks } from "./set-allowed-networks.ts";

const [office, home] = ["203.0.113.7", "198.51.100.9"];
const networks = [{ network: "203.0.113.0/24", note: "Office" }];
const from = (ip: string) => ({ ip, userAgent: null, requestId: randomUUID() });

let person: TestPerson;
let owner: Actor;
beforeEach(async () => {
  person = await testPerson();
  owner = ownerAt(office);
});

const ownerAt = (ip: string, authenticatedAt = new Date()) =>
  userActor(
    { id: person.userId, accountId: person.accountId, email: person.email, role: "owner" },
    from(ip),
    { id: 1, authenticatedAt },
  );
const enter = (ip: string, password = testPassword) => signIn({ email: person.email, password }, from(ip));

describe("the networks of a business", () => {
  it("are set by an owner who is in one of them (V8.2.4)", async () => {
    await setAllowedNetworks(owner, { networks });
    expect(await readAccount(owner, person.accountId)).toMatchObject({ allowedNetworks: networks });
    const locksOut = setAllowedNetworks(ownerAt(home), { networks });
    await expect(locksOut).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { networks: `Your address ${home} isn't in this list. Add it, or you would be locked out.` },
    });
    await setAllowedNetworks(owner, { networks: [] });
    expect(await readAccount(owner, person.accountId)).toMatchObject({ allowedNetworks: [] });
  });

  it("need a recent proof, and are at most fifty real ones", async () => {
    const stale = ownerAt(office, new Date(Date.now() - 5 * 60_000));
    await expect(setAllowedNetworks(stale, { networks })).rejects.toMatchObject({ code: "CONFIRM_IDENTITY" });
    const many = Array.from({ length: 51 }, () => ({ network: office, note: "" }));
    await expect(setAllowedNetworks(owner, { networks: many })).rejects.toMatchObject({
      fields: { networks: "List up to 50 addresses and networks." },
    });
    const wrong = setAllowedNetworks(owner, { networks: [...networks, { network: "office" }] });
    await expect(wrong).rejects.toMatchObject({
      fields: { "networks.1.network": expect.stringContaining("Enter an address") },
    });
  });

  it("are cleared by an operator when everybody is locked out", async () => {
    await setAllowedNetworks(owner, { networks });
    const session = { id: 1, authenticatedAt: new Date() };
    const operator = { ...actingIn(await testOperator(), person.accountId), session };
    await clearAllowedNetworks(operator, {});
    expect(await enter(home)).toMatchObject({ kind: "signed-in" });
    await expect(clearAllowedNetworks(operator, {})).rejects.toMatchObject({ code: "RULE_BROKEN" });
    await expect(clearAllowedNetworks(owner, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("outside of the networks of a business", () => {
  it("a person is told so after the right password only, and it counts as no failure", async () => {
    await setAllowedNetworks(owner, { networks });
    expect(await enter(home, "wrong")).toEqual({ kind: "refused" });
    for (let time = 0; time < 12; time++) expect(await enter(home)).toEqual({ kind: "network" });
    expect(await enter(office)).toMatchObject({ kind: "signed-in" });
    const rows = await inAccount(person.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "user.refuse-network" }, select: { ip: true } }),
    );
    expect(new Set(rows.map(({ ip }) => ip))).toEqual(new Set([home]));
  });

  it("the second factor lets nobody in either", async () => {
    await setAllowedNetworks(owner, { networks });
    const { secret } = await addApp(owner);
    const outcome = await enter(office);
    if (outcome.kind !== "second-step") throw new Error(outcome.kind);
    const shown = { code: await codeNow(secret) };
    await expect(finishSignIn(outcome.token, shown, from(home), portal)).rejects.toMatchObject({
      code: "NETWORK_NOT_ALLOWED",
    });
  });

  it("an API key does not work", async () => {
    await addApp(owner);
    const { key } = await createApiKey(owner, { name: "Payroll", role: "analyst" });
    await setAllowedNetworks(owner, { networks });
    expect(await requireApiKey(key, from(office))).toMatchObject({ apiKeyId: expect.any(Number) });
    await expect(requireApiKey(key, from(home))).rejects.toMatchObject({ code: "NETWORK_NOT_ALLOWED" });
  });
});
