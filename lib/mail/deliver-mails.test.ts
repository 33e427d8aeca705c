import { randomUUID } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction.ts";
import { env } from "@/lib/process/env.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { deliverMails } from "./deliver-mails.ts";

interface Received {
  readonly to: string;
  readonly raw: string;
}

const received: Received[] = [];
/** What the server answers to a recipient, when it is no "yes". */
let refusal: { readonly responseCode: number } | undefined;

const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onRcptTo: (_address, _session, done) => done(refusal ? Object.assign(new Error("no"), refusal) : undefined),
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      received.push({
        to: session.envelope.rcptTo[0]?.address ?? "",
        raw: Buffer.concat(parts).toString("utf8"),
      });
      done();
    });
  },
});

let business: TestBusiness;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as { port: number };
  Object.assign(env(), { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "cards@portal.example" });
});
afterAll(() => new Promise<void>((closed) => server.close(closed)));
beforeEach(async () => {
  received.splice(0);
  refusal = undefined;
  business = await testBusiness();
});

async function invite(givenName = "Nora") {
  const email = `${randomUUID()}@people.example`;
  const { userId } = await createUser(business.owner, { givenName, email, role: "user" });
  return { userId, email };
}
const mailOf = async (userId: number) => (await mailsTo(business.accountId, userId))[0];
const readOf = (email: string) => received.filter(({ to }) => to === email);
async function deliverAll() {
  while (await deliverMails());
}
const change = (userId: number, data: { nextAttemptAt: Date } | { content: string }) =>
  inTransaction({ accountId: business.accountId }, (tx) => tx.mail.updateMany({ where: { userId }, data }));

describe("the mails that wait", () => {
  it("are handed to the mail server once, as text and HTML, and their link is forgotten (ADV-A7)", async () => {
    const { userId, email } = await invite("Zoë <b>");
    expect(await mailOf(userId)).toMatchObject({ status: "waiting", attempts: 0 });
    await Promise.all([deliverAll(), deliverAll(), deliverAll()]);
    await deliverAll();
    const [mail, ...others] = readOf(email);
    expect(others).toEqual([]);
    expect(mail?.raw).toMatch(/^From: Alder Cards <cards@portal\.example>\r$/m);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail?.raw).toContain("multipart/alternative");
    expect(mail?.raw).toContain("Zo=C3=AB &lt;b&gt;");
    const sent = await mailOf(userId);
    expect(sent).toMatchObject({ status: "sent", attempts: 1, lastError: null, leaseOwner: null });
    expect(sent?.content.length).toBeLessThan(200);
  });

  it("wait when the mail server says later, and are sent under the same Message-ID", async () => {
    const { userId, email } = await invite();
    refusal = { responseCode: 451 };
    await deliverAll();
    expect(await mailOf(userId)).toMatchObject({
      status: "waiting",
      attempts: 1,
      lastError: "The mail server answered 451.",
    });
    refusal = undefined;
    await deliverAll();
    expect(readOf(email)).toEqual([]);
    await change(userId, { nextAttemptAt: new Date(0) });
    await deliverAll();
    expect(readOf(email)).toHaveLength(1);
    const mail = await mailOf(userId);
    expect(readOf(email)[0]?.raw).toContain(`Message-ID: <mail-${mail?.id}.${mail?.createdAt.getTime()}@`);
  });

  it("are given up at once for an address that the mail server will never take", async () => {
    const { userId } = await invite();
    refusal = { responseCode: 550 };
    await deliverAll();
    expect(await mailOf(userId)).toMatchObject({
      status: "failed",
      lastError: "The mail server answered 550.",
    });
  });

  it("hold nobody up: one that fails is followed by the next", async () => {
    const [first, second] = [await invite(), await invite()];
    await change(first.userId, { content: "unreadable" });
    await deliverAll();
    const states = [await mailOf(first.userId), await mailOf(second.userId)].map((mail) => mail?.status);
    expect(states).toEqual(["waiting", "sent"]);
  });
});
