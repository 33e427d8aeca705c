import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset.ts";
import { resetPassword } from "@/lib/password-reset/reset-password.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { testBusiness, testOperator, testPlatform } from "@/lib/testing/test-database.ts";
import { mailsTo, tokenFrom } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { acceptInvitation } from "@/lib/users/invitation/accept-invitation.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { letOperatorIn } from "./invite-operator.ts";

const password = "plum-kettle-orbit-seven";
const nextPassword = "cedar-violin-marble-nine";
const origin = () => ({ ip: "198.51.100.9", userAgent: null, requestId: randomUUID() });
const freshEmail = () => `${randomUUID()}@platform.example`;
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const accept = (link: string) =>
  acceptInvitation({ token: tokenOf(link), givenName: "Ole", familyName: "Berg", password }, origin());

let accountId: number;
beforeAll(async () => {
  accountId = (await testPlatform()).accountId;
});
const operatorAt = (email: string) => inAccount(accountId, (db) => db.user.findFirst({ where: { email } }));
const inPortal = (email: string, chosen: string) => signIn({ email, password: chosen }, origin());

describe("operator.invite", () => {
  it("lets a new operator in, by the link alone, and says so in the audit log", async () => {
    const email = freshEmail();
    const { link, purpose } = await letOperatorIn(email);
    expect([new URL(link).pathname, purpose]).toEqual(["/accept-invitation", "invitation"]);
    const user = await operatorAt(email);
    expect(user).toMatchObject({ role: "operator", status: "invited", passwordHash: null });
    expect(await mailsTo(accountId, user?.id ?? 0)).toEqual([]);
    const audited = await inAccount(accountId, (db) =>
      db.auditLog.findFirst({ where: { action: "operator.invite", targetId: String(user?.id) } }),
    );
    expect(audited).toMatchObject({ actorLabel: "operator:invite", outcome: "done" });
    expect(JSON.stringify(audited)).not.toContain(tokenOf(link));
    await accept(link);
    expect(await inPortal(email, password)).toMatchObject({ kind: "signed-in", userId: user?.id });
  });

  it("writes a fresh link for one who has not joined, which ends the one before", async () => {
    const email = freshEmail();
    const first = await letOperatorIn(email.toUpperCase());
    const second = await letOperatorIn(email);
    await expectRefused(() => accept(first.link), { code: "NOT_FOUND" });
    await accept(second.link);
  });

  it("lets one who has joined choose a new password, and nothing else lets them in until then", async () => {
    const email = freshEmail();
    await accept((await letOperatorIn(email)).link);
    const { link, purpose } = await letOperatorIn(email);
    expect([new URL(link).pathname, purpose]).toEqual(["/reset-password", "password_reset"]);
    expect(await inPortal(email, password)).toEqual({ kind: "refused" });
    expect(await operatorAt(email)).toMatchObject({ status: "active", secondFactorSince: null });
    await resetPassword({ token: tokenOf(link), password: nextPassword }, origin());
    expect(await inPortal(email, nextPassword)).toMatchObject({ kind: "signed-in" });
  });

  it("is not undone by whoever has the mailbox and asks for a reset", async () => {
    const email = freshEmail();
    await accept((await letOperatorIn(email)).link);
    const { link } = await letOperatorIn(email);
    await (await requestPasswordReset(email, origin()))();
    const user = await operatorAt(email);
    const mails = await mailsTo(accountId, user?.id ?? 0);
    expect(mails.map(({ kind }) => kind)).not.toContain("password_reset");
    await resetPassword({ token: tokenOf(link), password: nextPassword }, origin());
    expect(await inPortal(email, nextPassword)).toMatchObject({ kind: "signed-in" });
  });

  it("refuses an address of a business, a deactivated operator, and what is no address", async () => {
    const business = await testBusiness();
    const joined = { givenName: "Nora", email: freshEmail(), role: "user" } as const;
    const { userId } = await createUser(business.owner, joined);
    const token = await tokenFrom(business.accountId, userId);
    await acceptInvitation({ token, givenName: "Nora", password }, origin());
    await expectRefused(() => letOperatorIn(joined.email), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("signs in to a business"),
    });
    const email = freshEmail();
    await accept((await letOperatorIn(email)).link);
    const gone = await operatorAt(email);
    await deactivateUser(await testOperator(), { userId: gone?.id ?? 0, reason: "Left" });
    await expectRefused(() => letOperatorIn(email), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("is deactivated"),
    });
    await expectRefused(() => letOperatorIn("nobody"), {
      code: "INVALID_INPUT",
      fields: { email: expect.any(String) },
    });
  });

  it("leaves one link that works of ten at one moment", async () => {
    const email = freshEmail();
    const links = await Promise.all(Array.from({ length: 10 }, () => letOperatorIn(email)));
    const results = await Promise.allSettled(links.map(({ link }) => accept(link)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
