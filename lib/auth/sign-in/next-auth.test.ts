import { createCipheriv, randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readToken, writeToken } from "./next-auth.ts";

const secret = process.env.AUTH_SECRET ?? "";
const salt = "portal-session";
const content = { sub: "7", sid: "the-token" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-02T09:00:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the content of a session's cookie", () => {
  it("is read back, and small (ADV-A9)", async () => {
    const cookie = await writeToken(content);
    expect(await readToken(cookie)).toBe("the-token");
    expect(cookie.length).toBeLessThan(1_000);
    expect(cookie).not.toContain("the-token");
  });

  it("holds for twelve hours (V9.2.1, ADV-A9)", async () => {
    const cookie = await writeToken(content);
    vi.setSystemTime(new Date("2026-03-02T20:59:00Z"));
    expect(await readToken(cookie)).toBe("the-token");
    vi.setSystemTime(new Date("2026-03-02T21:01:00Z"));
    expect(await readToken(cookie)).toBeUndefined();
  });

  it("is refused with any part changed (V9.1.1)", async () => {
    const parts = (await writeToken(content)).split(".");
    for (const [place, part] of parts.entries()) {
      const changed = part === "" ? "A" : (part.startsWith("A") ? "B" : "A") + part.slice(1);
      expect(await readToken(parts.with(place, changed).join("."))).toBeUndefined();
    }
  });

  it("is refused with a key that it brings along (V9.1.3)", async () => {
    const key = randomBytes(32);
    for (const named of [
      { jwk: { kty: "oct", k: key.toString("base64url") } },
      { jku: "https://evil.example/keys" },
      { kid: "../../../../dev/null" },
      { x5u: "https://evil.example/cert" },
    ])
      expect(await readToken(encryptedWith(key, named))).toBeUndefined();
  });

  it.each([
    ["of another secret", () => encode({ token: content, secret: randomBytes(32).toString("base64"), salt })],
    ["for another purpose", () => encode({ token: content, secret })],
    ["for yet another purpose", () => encode({ token: content, secret, salt: "state" })],
    ["without a session", () => encode({ token: { sub: "7" }, secret, salt })],
    ["with a session that is no text", () => encode({ token: { sub: "7", sid: 9 }, secret, salt })],
    ["that has run out", () => encode({ token: content, secret, salt, maxAge: -60 })],
    ["without a signature", async () => `${segment({ alg: "none" })}.${segment(content)}.`],
    [
      "with a plain signature",
      async () => `${segment({ alg: "HS256" })}.${segment(content)}.${segment("x")}`,
    ],
    ["of nothing", async () => ""],
    ["of a percent sign", async () => "%"],
    ["of a lot", async () => "a.".repeat(5_000)],
  ])("is refused in a token %s (V9.1.2, V9.2.1, V9.2.2, V9.2.3, ADV-A6)", async (_, make) => {
    expect(await readToken(await make())).toBeUndefined();
  });
});

// A JWE (RFC 7516) with a direct key, as a stranger can make it.
function encryptedWith(key: Buffer, named: object): string {
  const header = segment({ alg: "dir", enc: "A256GCM", ...named });
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(header));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify({ ...content, exp: 4_000_000_000 })),
    cipher.final(),
  ]);
  return [header, "", ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
