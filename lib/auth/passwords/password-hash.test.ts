import { randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash.ts";

describe("the hash of a password", () => {
  it("knows the password again, and no other", async () => {
    const kept = await hashPassword("correct horse battery");
    expect(kept).toHaveLength(60);
    expect(await verifyPassword("correct horse battery", kept)).toBe(true);
    expect(await verifyPassword("correct horse batterz", kept)).toBe(false);
  });

  it.each([
    "Correct horse battery",
    "correct horse battery ",
    " correct horse battery",
    "correct horse batter",
    "correct horse batteryx",
    "correct horse  battery",
  ])("is met by no other spelling: %j (V6.2.8)", async (password) => {
    expect(await verifyPassword(password, await hashPassword("correct horse battery"))).toBe(false);
  });

  it("is another one each time", async () => {
    expect(await hashPassword("correct horse battery")).not.toBe(await hashPassword("correct horse battery"));
  });

  it("reads a password of more than 72 bytes to its end (V6.2.8, ADV-B1)", async () => {
    const kept = await hashPassword(`${"a".repeat(79)}b`);
    expect(await verifyPassword(`${"a".repeat(79)}b`, kept)).toBe(true);
    expect(await verifyPassword(`${"a".repeat(79)}c`, kept)).toBe(false);
  });

  it("takes 64 emoji, and reads them all (V6.2.9, ADV-B1)", async () => {
    const kept = await hashPassword("🦊".repeat(64));
    expect(await verifyPassword("🦊".repeat(64), kept)).toBe(true);
    expect(await verifyPassword(`${"🦊".repeat(63)}🐻`, kept)).toBe(false);
  });

  it("is the same for an accent typed in one key or in two", async () => {
    expect(
      await verifyPassword("cafe\u0301 au lait noir", await hashPassword("caf\u00e9 au lait noir")),
    ).toBe(true);
  });

  it("has the cost of production where nothing else is set, and is the only one here that does", async () => {
    expect(await hashPassword("correct horse battery")).toMatch(/^\$2b\$05\$/);
    vi.resetModules();
    vi.stubEnv("PASSWORD_COST", "");
    const real = await import("./password-hash.ts");
    const kept = await real.hashPassword("correct horse battery");
    expect(kept).toMatch(/^\$2b\$12\$/);
    expect(real.nobodysHash()).toMatch(/^\$2b\$12\$/);
    expect(await real.verifyPassword("correct horse battery", kept)).toBe(true);
    expect(await real.verifyPassword("correct horse batterz", kept)).toBe(false);
    vi.unstubAllEnvs();
  });

  it("cannot be checked without the pepper it was made with", async () => {
    const kept = await hashPassword("correct horse battery");
    vi.resetModules();
    vi.stubEnv("PASSWORD_PEPPER", randomBytes(32).toString("base64"));
    const { verifyPassword: verifyWithOther } = await import("./password-hash.ts");
    expect(await verifyWithOther("correct horse battery", kept)).toBe(false);
    vi.unstubAllEnvs();
  });
});
