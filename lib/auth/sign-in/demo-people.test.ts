import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset.ts";
import { resetPassword } from "@/lib/password-reset/reset-password.ts";
import { testSystem } from "@/lib/testing/test-database.ts";
import { tokenFrom } from "@/lib/testing/test-mails.ts";
import { seedDemo } from "@/prisma/seed/demo.ts";
import { demoBusinesses, demoOperator } from "@/prisma/seed/demo-data.ts";
import { findDemoPeople } from "./demo-people.ts";
import { findUserByEmail } from "./find-user-by-email.ts";
import { changeTestPerson } from "./test-person.ts";

const password = "kavo-mire-tulo-sepa";
const settings = { LITHIC_ENVIRONMENT: "simulator", DEMO: "refused", DEMO_PASSWORD: password } as const;
const origin = () => ({ ip: "198.51.100.7", userAgent: null, requestId: randomUUID() });

beforeAll(() => seedDemo(password, { isUsed: false }));
afterEach(() => void vi.unstubAllEnvs());

async function emailsShown(): Promise<string[]> {
  const demo = await findDemoPeople(settings);
  return demo?.businesses.flatMap(({ people }) => people.map(({ email }) => email)) ?? [];
}

async function demoUser(email: string) {
  const user = await findUserByEmail(email);
  if (!user) throw new Error(`The demo has no ${email}`);
  return { accountId: user.accountId, userId: user.id, email };
}

it("shows everybody whom the seed writes, by business, with role, hint and password", async () => {
  const demo = await findDemoPeople(settings);
  const written = [...demoBusinesses, { name: "Platform", people: [demoOperator] }];
  const lineOf = ({ email, role }: { email: string; role: string }) => `${role} ${email}`;
  expect(demo?.businesses.map(({ name, people }) => [name, people.map(lineOf)])).toEqual(
    written.map(({ name, people }) => [name, people.map(lineOf)]),
  );
  expect(demo?.password).toBe(password);
  expect(demo?.businesses[1]?.people[0]).toEqual({
    email: "owner@other.example",
    name: "Farid Owner",
    role: "owner",
    hint: "A second business",
  });
});

it("knows no password where the process was given none", async () => {
  const demo = await findDemoPeople({ ...settings, DEMO_PASSWORD: undefined });
  expect(demo?.password).toBeUndefined();
  expect(demo?.businesses).toHaveLength(3);
});

it("shows nobody unless the issuer is the simulator", async () => {
  for (const LITHIC_ENVIRONMENT of ["sandbox", "production"] as const)
    expect(await findDemoPeople({ ...settings, LITHIC_ENVIRONMENT, DEMO: "allowed" })).toBeNull();
});

it("shows nobody in production, unless DEMO allows it", async () => {
  vi.stubEnv("NODE_ENV", "production");
  expect(await findDemoPeople(settings)).toBeNull();
  expect(await findDemoPeople({ ...settings, DEMO: "allowed" })).not.toBeNull();
});

it("leaves out who chose a password, was deactivated or deleted, or is of a suspended business", async () => {
  const chose = await demoUser("admin@demo.example");
  await (await requestPasswordReset(chose.email, origin()))();
  const token = await tokenFrom(chose.accountId, chose.userId);
  await resetPassword({ token, password: "plum-kettle-orbit-seven" }, origin());
  await changeTestPerson(await demoUser("analyst@demo.example"), { status: "deactivated" });
  await changeTestPerson(await demoUser("second@demo.example"), { deleted: true });
  const other = await demoUser("owner@other.example");
  await suspendAccount(testSystem(other.accountId), { reason: "Unpaid" });
  expect(await emailsShown()).toEqual(["owner@demo.example", "user@demo.example", "operator@demo.example"]);
});
