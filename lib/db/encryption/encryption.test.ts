import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyRing } from "@/lib/process/env-values.ts";
import { blindIndex, blindIndexes, open, type Place, seal, UnreadableError } from "./encryption.ts";

const ring = (...ids: string[]): KeyRing => ({
  writing: ids[0] as string,
  keys: new Map(ids.map((id) => [id, randomBytes(32)])),
});
const withNew = (id: string, old: KeyRing): KeyRing => ({
  writing: id,
  keys: new Map([[id, randomBytes(32)], ...old.keys]),
});

const keys = ring("k1");
const place: Place = { model: "User", field: "phone", accountId: 7 };
const secret = "+12125550100";
const sealed = seal(secret, place, keys);
const [, , body = ""] = sealed.split(".");
const bytes = Buffer.from(body, "base64url");
const withBody = (changed: Buffer) => `v1.k1.${changed.toString("base64url")}`;

function expectUnreadable(text: string, at = place, under = keys): void {
  try {
    open(text, at, under);
  } catch (error) {
    if (error instanceof UnreadableError && !error.message.includes(secret)) return;
    throw error;
  }
  throw new Error(`${text} was opened`);
}

describe("seal() and open()", () => {
  it("give back every text, and show nothing of it", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme", minLength: 200, maxLength: 400 }),
      fc.constant(""),
    );
    const where = fc.record({
      model: fc.constantFrom("User", "Card"),
      field: fc.constantFrom("phone", "line1"),
      accountId: fc.nat(),
    });
    fc.assert(
      fc.property(text, where, (plain, at) => {
        const stored = seal(plain, at, keys);
        expect(open(stored, at, keys)).toBe(plain);
        expect(stored).toMatch(/^v1\.k1\.[A-Za-z0-9_-]+$/);
        if (plain.length > 8) expect(stored).not.toContain(plain);
      }),
      { numRuns: 500 },
    );
  });

  it("refuse a ciphertext with any one bit flipped", () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      expectUnreadable(withBody(flipped));
    }
  });

  it("refuse a ciphertext with any one byte replaced by any other", () => {
    for (let position = 0; position < bytes.length; position++)
      for (let step = 1; step < 256; step++) {
        const replaced = Buffer.from(bytes);
        replaced[position] = ((replaced[position] as number) + step) & 255;
        expectUnreadable(withBody(replaced));
      }
  });

  it.each([4, 8, 12, 13, 14, 15])("refuse a tag cut to %i bytes", (kept) => {
    expectUnreadable(withBody(bytes.subarray(0, bytes.length - 16 + kept)));
    // The same for an empty text, where only the tag is left to shorten.
    const empty = Buffer.from(seal("", place, keys).split(".")[2] as string, "base64url");
    expectUnreadable(withBody(empty.subarray(0, 12 + kept)));
  });

  it("refuse every shortening and a byte more", () => {
    for (let length = 0; length < bytes.length; length++)
      expectUnreadable(withBody(bytes.subarray(0, length)));
    expectUnreadable(withBody(Buffer.concat([bytes, Buffer.alloc(1)])));
  });

  it("refuse a ciphertext in any other place", () => {
    expectUnreadable(sealed, { ...place, model: "Card" });
    expectUnreadable(sealed, { ...place, field: "name" });
    expectUnreadable(sealed, { ...place, accountId: 8 });
    expectUnreadable(sealed, { ...place, accountId: -7 });
  });

  it("refuse another key under the same name, an unknown name, and the key's bytes under another name", () => {
    expectUnreadable(sealed, place, ring("k1"));
    expectUnreadable(sealed, place, ring("k2"));
    expectUnreadable(sealed.replace(".k1.", ".k9."));
    const both: KeyRing = { writing: "k1", keys: new Map([...keys.keys, ["k2", randomBytes(32)]]) };
    expectUnreadable(sealed.replace(".k1.", ".k2."), place, both);
  });

  it("refuse every other form of the text", () => {
    const twin = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map(
      (last) => body.slice(0, -1) + last,
    );
    const twins = twin.filter((other) => other !== body && Buffer.from(other, "base64url").equals(bytes));
    expect(twins).not.toHaveLength(0);
    for (const other of twins) expectUnreadable(`v1.k1.${other}`);
    const standard = bytes.toString("base64");
    for (const other of [
      `${body}=`,
      `${body}==`,
      ` ${body}`,
      `${body}\n`,
      `${body.slice(0, 9)} ${body.slice(9)}`,
    ])
      expectUnreadable(`v1.k1.${other}`);
    if (standard !== body) expectUnreadable(`v1.k1.${standard}`);
    for (const other of [
      `v2.k1.${body}`,
      `V1.k1.${body}`,
      `v1.k1.${body}.`,
      `v1.k1.${body}.x`,
      `v1..${body}`,
      `.k1.${body}`,
      "v1.k1.",
      "v1.k1",
      "v1",
      "",
    ])
      expectUnreadable(other);
    expectUnreadable(secret);
  });

  it("refuse the twins in base64url of every length of text", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const plain of ["a", "ab", "abc"]) {
      const text = seal(plain, place, keys);
      const opened = [...letters].map((last) => text.slice(0, -1) + last).filter((other) => other !== text);
      for (const other of opened) expectUnreadable(other);
    }
  });

  it("never use an initialisation vector twice in 100,000", () => {
    const vectors = new Set<string>();
    for (let count = 0; count < 100_000; count++) vectors.add(seal("", place, keys).slice(6, 22));
    expect(vectors.size).toBe(100_000);
  });

  it("open old values and seal new ones while keys are rotated", () => {
    const rotated = withNew("k2", keys);
    expect(open(sealed, place, rotated)).toBe(secret);
    const fresh = seal(secret, place, rotated);
    expect(fresh).toMatch(/^v1\.k2\./);
    expect(open(fresh, place, rotated)).toBe(secret);
    expectUnreadable(fresh);
  });
});

describe("blindIndex()", () => {
  it("is the same for the same value, and 43 characters that say nothing of it", () => {
    expect(blindIndex("Card", "lithicCardToken", secret, keys)).toBe(
      blindIndex("Card", "lithicCardToken", secret, keys),
    );
    expect(blindIndex("Card", "lithicCardToken", secret, keys)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("differs for each value, field, model and key", () => {
    const rotated = withNew("k2", keys);
    const all = [
      blindIndex("Card", "lithicCardToken", "a", keys),
      blindIndex("Card", "lithicCardToken", "b", keys),
      blindIndex("Card", "lithicCardToken", "", keys),
      blindIndex("Card", "memo", "a", keys),
      blindIndex("User", "lithicCardToken", "a", keys),
      blindIndex("Card", "lithicCardToken", "a", rotated),
      blindIndex("Card", "lithicCardToken", "a", ring("k1")),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it("lists the newest key's hash and the older ones to look up while keys are rotated", () => {
    const rotated = withNew("k2", keys);
    expect(blindIndexes("Card", "memo", "a", rotated)).toEqual([
      blindIndex("Card", "memo", "a", rotated),
      blindIndex("Card", "memo", "a", keys),
    ]);
  });
});
