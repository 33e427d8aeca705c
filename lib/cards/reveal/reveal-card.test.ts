import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { testPassword } from "@/lib/auth/sign-in/test-person.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { writeRepeatedRefusals } from "@/lib/note-refusal.ts";
import { log } from "@/lib/process/log.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { rawTestDatabase, type TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { revealCard } from "./reveal-card.ts";
import { readSimulatedEmbed } from "./simulated-embed.ts";

const origin = async () => "https://cards.example.com";

let business: TestBusiness;
let cardId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  const passwordHash = await hashPassword(testPassword);
  for (const actor of [business.user, business.owner, business.analyst])
    await givePassword(business.system, { userId: actor.userId as number, passwordHash });
});
beforeEach(async () => {
  cardId = await issuedCard(business, { userId: business.user.userId as number });
});

const givePassword = command({
  name: "user.confirm",
  input: z.strictObject({ userId: z.int(), passwordHash: z.string() }),
  async run({ db, input: { userId, passwordHash } }) {
    await db.update("User", await db.findForUpdate("User", userId), {
      passwordHash,
      confirmAttempts: 0,
      confirmPausedUntil: null,
    });
    return null;
  },
});

const reveal = (actor: Actor = business.user, password: unknown = testPassword) =>
  revealCard(actor, cardId, { password }, origin);
const revealed = (since: number) =>
  inAccount(business.accountId, (db) =>
    db.auditLog.count({ where: { action: "card.reveal", outcome: "done", seq: { gt: since } } }),
  );
const newestSeq = async () =>
  (
    await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({ orderBy: { seq: "desc" }, select: { seq: true } }),
    )
  )?.seq ?? 0;

/** The text that a frame shows. */
async function shownAt(address: string, actor = business.user): Promise<string> {
  const { searchParams } = new URL(address, "https://cards.example.com");
  const answer = await readSimulatedEmbed(actor, searchParams);
  return answer.ok
    ? ((await answer.text()).split("<body>")[1] ?? "").replace(/<.*/, "")
    : String(answer.status);
}

async function numberOf(id: number): Promise<{ pan: string; cvv: string }> {
  const { token } = await cardHere(business, id);
  const answer = await simulator().fetch(`https://sandbox.lithic.com/v1/cards/${token}`, {
    headers: { Authorization: "test" },
  });
  return answer.json();
}

describe("card.reveal", () => {
  it("opens frames that show an own card once, and says in its history that it did", async () => {
    const before = await newestSeq();
    const { frames, until } = await reveal();
    const { pan, cvv } = await numberOf(cardId);
    expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(60_000);
    expect((await shownAt(frames.number)).replaceAll(" ", "")).toBe(pan);
    expect(await shownAt(frames.code)).toBe(cvv);
    expect(await shownAt(frames.expiryMonth)).toMatch(/^\d\d$/);
    expect(await shownAt(frames.expiryYear)).toMatch(/^\d{4}$/);
    expect(await shownAt(frames.number)).toBe("401");
    expect(await revealed(before)).toBe(1);
  });

  it("shows a frame to the person who asked for it, and to nobody else (G27)", async () => {
    const { frames } = await reveal();
    for (const other of [business.owner, business.admin, business.system])
      for (const address of Object.values(frames))
        await expect(shownAt(address, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(shownAt(frames.code.replace(/holder=[^&]*/, "holder="))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await shownAt(frames.code)).toMatch(/^\d{3}$/);
    expect(await shownAt(frames.code)).toBe("401");
  });

  it("ends after a minute", async () => {
    const { frames } = await reveal();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect(await shownAt(frames.number)).toBe("401");
    vi.useRealTimers();
  });

  it("lets nothing of a number or a code into answers, rows or the log", async () => {
    const written: string[] = [];
    const stream = vi
      .spyOn(process.stdout, "write")
      .mockImplementation((line) => written.push(String(line)) > 0);
    const level = log().level;
    log().level = "trace";
    const answer = JSON.stringify(await reveal());
    log().level = level;
    stream.mockRestore();
    const { pan } = await numberOf(cardId);
    const session =
      new URL(JSON.parse(answer).frames.number, "https://cards.example.com").searchParams.get("session") ??
      "";
    expect(session.length).toBeGreaterThan(20);
    expect(answer).not.toContain(pan);
    const db = await rawTestDatabase({ asLogin: true });
    for (const { table } of Object.values(schemaMap)) {
      const rows = JSON.stringify(await db.rows(`SELECT * FROM ${table}`), (_, value) =>
        typeof value === "bigint" ? String(value) : value,
      );
      for (const secret of [pan, session]) expect(rows.includes(secret), table).toBe(false);
    }
    await db.close();
    for (const secret of [pan, session]) expect(written.join("")).not.toContain(secret);
  });

  it("is written down before the issuer is asked, and says when that fails", async () => {
    const before = await newestSeq();
    simulator().inject({ kind: "down", times: 1, match: { path: "/embed$" } });
    await expect(reveal()).rejects.toMatchObject({ code: "BUSY" });
    simulator().clearFaults();
    expect(await revealed(before)).toBe(1);
  });

  it("is refused for somebody else's card, to an analyst, and for a card that is not active", async () => {
    const before = await newestSeq();
    await expect(reveal(business.owner)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(reveal(business.analyst)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      revealCard(business.user, cardId, { password: testPassword }, async () => "http://cards.example.com"),
    ).rejects.toMatchObject({
      code: "RULE_BROKEN",
      message: expect.stringContaining("https://"),
    });
    await freezeCard(business.user, { cardId, reason: "Lost" });
    await expect(reveal()).rejects.toMatchObject({ code: "RULE_BROKEN" });
    expect(await revealed(before)).toBe(0);
  });

  it("wants the password, and pauses after ten wrong ones, but not sign-in (G23)", async () => {
    const before = await newestSeq();
    for (const password of ["", null, 7])
      await expect(reveal(business.user, password)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    for (let attempt = 0; attempt < 10; attempt++)
      await expect(reveal(business.user, "wrong")).rejects.toMatchObject({
        code: "INVALID_INPUT",
        fields: { password: expect.any(String) },
      });
    await expect(reveal()).rejects.toMatchObject({
      code: "RULE_BROKEN",
      message: expect.stringContaining("half an hour"),
    });
    expect(await revealed(before)).toBe(0);
    const user = await inAccount(business.accountId, (db) =>
      db.user.findFirst({ where: { id: business.user.userId as number } }),
    );
    expect(user).toMatchObject({ confirmAttempts: 10, loginAttempts: 0, lockedUntil: null });
    await givePassword(business.system, {
      userId: business.user.userId as number,
      passwordHash: user?.passwordHash ?? "",
    });
    await reveal();
  });

  it("a wrong password stands in the card's history as refused, once with its count (G25)", async () => {
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(reveal(business.user, "wrong")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await writeRepeatedRefusals();
    const rows = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({
        where: { action: "card.reveal", targetType: "Card", targetId: String(cardId) },
        orderBy: { seq: "asc" },
      }),
    );
    expect(rows.map(({ outcome, reason, changes }) => [outcome, reason, changes])).toEqual([
      ["refused", "Wrong password", "{}"],
      ["refused", "Wrong password", '{"times":[null,2]}'],
    ]);
    await reveal();
  });

  it("is not paused by strangers who guess at sign-in (G23)", async () => {
    const { label } = business.user;
    const from = { ip: "198.51.100.23", userAgent: null, requestId: randomUUID() };
    await Promise.all(Array.from({ length: 10 }, () => signIn({ email: label, password: "wrong" }, from)));
    expect(await signIn({ email: label, password: testPassword }, from)).toEqual({ kind: "refused" });
    await reveal();
  });

  it("is done ten times within the hour at most", async () => {
    const own = await issuedCard(business, { userId: business.owner.userId as number });
    const look = () => revealCard(business.owner, own, { password: testPassword }, origin);
    for (let time = 0; time < 10; time++) await look();
    await expect(look()).rejects.toMatchObject({
      code: "RULE_BROKEN",
      message: expect.stringContaining("within the hour"),
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    await look();
    vi.useRealTimers();
  });
});
