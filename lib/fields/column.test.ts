import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { emailAddress, rowId, seenVersion, text } from "./column.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
});

const businessName = text("Account", "businessName");
const nameNow = () =>
  inAccount(business.accountId, (db) => db.account.findFirst({ select: { businessName: true } }));

const emoji = "👩‍🚀";
const oneEmoji = "🚀";
const tricky = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "a\udc00b",
  "\udc00\ud800",
  "a\u2028b",
  "a\u2029b",
  "a\nb",
  "a\r\nb",
  "a\tb",
  "a\u0085b",
  "\u001b[31mred",
  "\u202Eevil",
  "\u2066isolated\u2069",
  "\u200Emark",
  "\u200B",
  "\u200D\u2060\uFEFF",
  "\u3164",
  "\u00A0",
  "\u3000a\u3000",
  "\uFEFFa",
  "Cafe\u0301",
  "Caf\u00E9",
  "\u0301",
  " \u0301a",
  "\u1100\u1161\u11A8",
  "\u212B",
  "\uFFFF",
  "\u{10FFFF}",
  "\uFFFD",
  emoji,
  oneEmoji.repeat(100),
  oneEmoji.repeat(101),
  "e\u0301".repeat(100),
  "e\u0301".repeat(101),
  "\u0958".repeat(100),
  "\u0958".repeat(50),
  "x".repeat(100),
  "x".repeat(101),
  "x".repeat(1_000_000),
  "'; DROP TABLE accounts; --",
  "%_\\",
  "null",
  "__proto__",
];
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 })
  .map((units) => String.fromCharCode(...units));
const anyText = fc.oneof(
  fc.constantFrom(...tricky),
  anyUnits,
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ unit: "grapheme", maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom("a", "e", "\u0301", "\u0327", " ", "\u200b", oneEmoji, "\u1100", "\u1161"),
    maxLength: 210,
  }),
);

/** The answer of a call, or the code of its AppError. Rethrows anything else. */
async function outcome<T>(call: Promise<T>): Promise<T | string> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return error.code;
    throw error;
  }
}

describe("text()", () => {
  it("takes nothing, and what looks like nothing, where the schema allows an empty text", () => {
    const memo = text("Card", "memo");
    for (const empty of ["", "  ", "\u200B", "\u2060 \u200B"]) expect(memo.parse(empty)).toBe("");
    for (const empty of ["", "\u200B"]) expect(businessName.safeParse(empty).success).toBe(false);
  });

  it("accepts nothing that the database does not accept and read back identical", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (given) => {
        const checked = businessName.safeParse(given);
        const result = await outcome(renameAccount(business.owner, { businessName: given }));
        if (!checked.success) {
          expect(result).toBe("INVALID_INPUT");
          return;
        }
        expect(result).toMatchObject({ accountId: business.accountId });
        expect(await nameNow()).toEqual({ businessName: checked.data });
        expect(checked.data).toBe(given.normalize("NFC").trim());
      }),
      { numRuns: 150, examples: tricky.map((given) => [given]) },
    );
  });

  it("gives back what it accepted when asked again", () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const once = businessName.safeParse(given);
        if (once.success) expect(businessName.parse(once.data)).toBe(once.data);
      }),
      { numRuns: 2_000 },
    );
  });

  it("holds for sealed columns too, up to the longest value", async () => {
    const rest = { label: "Office", city: "Bern", region: "BE", postalCode: "3000", country: "CHE" };
    for (const line1 of [oneEmoji.repeat(64), "e\u0301".repeat(64), "x".repeat(64), emoji]) {
      expect(await addAddress(business.owner, { ...rest, line1 })).toEqual({ addressId: expect.any(Number) });
    }
    await expectRefused(() => addAddress(business.owner, { ...rest, line1: oneEmoji.repeat(65) }), {
      code: "INVALID_INPUT",
      fields: { line1: "Enter up to 64 characters." },
    });
  });

  it.each([
    ["a zero byte", "a\0b"],
    ["half a character", "a\ud800"],
    ["a line separator", "a\u2028b"],
    ["a paragraph separator", "a\u2029b"],
    ["a line break", "a\nb"],
    ["a line break at its end", "a\n"],
    ["a colour of the terminal", "\u001b[31ma"],
    ["a right-to-left override", "a\u202Eb"],
    ["an isolate", "\u2066a\u2069"],
  ])("refuses %s (ADV-P4)", async (_, given) => {
    await expectRefused(() => renameAccount(business.owner, { businessName: given }), {
      code: "INVALID_INPUT",
      fields: { businessName: "Enter plain text without control characters." },
    });
  });

  it.each([
    ["nothing", ""],
    ["space", " \u00A0\u3000"],
    ["zero-width characters", "\u200B\u200D\u2060"],
    ["a filler", "\u3164"],
  ])("refuses %s as empty", async (_, given) => {
    await expectRefused(() => renameAccount(business.owner, { businessName: given }), {
      fields: { businessName: "This cannot be empty." },
      code: "INVALID_INPUT",
    });
  });

  it("counts characters, not bytes, before which a long text is not even normalised", async () => {
    expect(businessName.parse(oneEmoji.repeat(100))).toHaveLength(200);
    for (const given of [oneEmoji.repeat(101), "x".repeat(101), "x".repeat(10_000_000)])
      expect(businessName.safeParse(given).error?.issues[0]?.message).toBe("Enter up to 100 characters.");
  });

  it("takes the twins of one name for the same", async () => {
    await createSpendingProfile(business.owner, { name: "Caf\u00E9" });
    await expectRefused(() => createSpendingProfile(business.owner, { name: " Cafe\u0301 " }), {
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
  });

  const noTexts: unknown[] = [
    1,
    true,
    null,
    undefined,
    [],
    ["a"],
    {},
    { toString: () => "x" },
    { not: "" },
    { startsWith: "a" },
  ];
  it.each(noTexts.map((given) => [given]))("refuses %j, which is no text (ADV-P1)", async (given) => {
    await expectRefused(() => renameAccount(business.owner, { businessName: given as never }), {
      code: "INVALID_INPUT",
      fields: { businessName: "Enter a text." },
    });
  });
});

describe("emailAddress", () => {
  it("accepts nothing that the database does not accept and read back identical", async () => {
    const local = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."abcXYZ09.+-_'") }),
      fc.emailAddress().map((email) => email.split("@")[0] as string),
      anyText,
    );
    const at = fc.constantFrom("@", "@", "@", "\uFF20", "@@", " @", "@\r\n", "\0@");
    const domain = fc.oneof(
      fc.domain(),
      fc.constantFrom(
        "demo.example",
        "DEMO.Example",
        "localhost",
        "[127.0.0.1]",
        "de\u00ADmo.example",
        "demo.example\r\nBcc: x@y.zz",
      ),
    );
    const address = fc.oneof(
      fc.emailAddress(),
      fc.tuple(local, at, domain).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(address, async (given) => {
        const checked = emailAddress.safeParse(given);
        const result = await outcome(
          createUser(business.owner, { givenName: "Anyone", email: given, role: "user" }),
        );
        if (!checked.success) expect(result).toBe("INVALID_INPUT");
        if (!checked.success || result === "DUPLICATE") return;
        const { userId: id } = result as { userId: number };
        const stored = await inAccount(business.accountId, (db) =>
          db.user.findFirst({ where: { id }, select: { email: true } }),
        );
        expect(stored).toEqual({ email: checked.data });
        expect(checked.data).toBe(given.trim().toLowerCase());
        expect(checked.data).toMatch(/^[!-~]+$/);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["a full-width at sign", "victim\uFF20demo.example"],
    ["a full-width at sign before another", "victim\uFF20demo.example@evil.example"],
    ["a small at sign", "victim\uFE6Bdemo.example"],
    ["the Kelvin sign for a k", "mi\u212Ae@demo.example"],
    ["a dotted capital I", "m\u0130ke@demo.example"],
    ["a Cyrillic a", "\u0430nn@demo.example"],
    ["full-width letters", "\uFF41nn@demo.example"],
    ["a soft hyphen", "an\u00ADn@demo.example"],
    ["a zero-width space", "ann\u200B@demo.example"],
    ["a space inside", "a nn@demo.example"],
    ["two at signs", "ann@evil.example@demo.example"],
    ["no at sign", "ann.demo.example"],
    ["no name", "@demo.example"],
    ["no domain", "ann@"],
    ["a line break inside", "ann@demo.example\r\nBcc: eve@evil.example"],
    ["a comma", "ann@demo.example,eve@evil.example"],
    ["a display name", "Ann <ann@demo.example>"],
    ["a comment", "ann(x)@demo.example"],
    ["a quoted name", '"ann @"@demo.example'],
    ["an address of a machine", "ann@[192.0.2.1]"],
    ["a dot at the start", ".ann@demo.example"],
    ["a zero byte", "ann\0@demo.example"],
    ["half a character", "ann\ud800@demo.example"],
    ["255 characters", `${"a".repeat(255 - "@demo.example".length)}@demo.example`],
  ])("refuses %s (ADV-A2, ADV-A7)", async (_, email) => {
    const person = { givenName: "Eve", email, role: "user" } as const;
    await expectRefused(() => createUser(business.owner, person), {
      code: "INVALID_INPUT",
      fields: { email: expect.any(String) },
    });
  });

  it("takes an address in any case, with space around it, for the same", async () => {
    const name = randomUUID();
    const { userId } = await createUser(business.owner, {
      givenName: name,
      email: `  ${name.toUpperCase()}@Demo.EXAMPLE\r\n`,
      role: "user",
    });
    const stored = await inAccount(business.accountId, (db) =>
      db.user.findFirst({ where: { id: userId }, select: { email: true } }),
    );
    expect(stored).toEqual({ email: `${name}@demo.example` });
    await expectRefused(
      () => createUser(business.owner, { givenName: name, email: `${name}@demo.example`, role: "user" }),
      { code: "DUPLICATE" },
    );
  });
});

describe("numbers of rows", () => {
  it.each([2 ** 31 - 1, 1_000_000])("that nobody has, such as %s, are not found", async (userId) => {
    await expectRefused(() => changeUser(business.owner, { userId, givenName: "Nobody" }), {
      code: "NOT_FOUND",
    });
  });

  const noNumbers: unknown[] = [
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "1",
    "1 OR 1=1",
    null,
    [1],
    { gt: 0 },
    1n,
  ];
  it.each(noNumbers.map((given) => [given]))("are whole and above zero: %s is refused", async (given) => {
    expect(rowId.safeParse(given).success).toBe(false);
    const fields = { userId: "Choose one from the list." };
    await expectRefused(() => changeUser(business.owner, { userId: given as never, givenName: "Nobody" }), {
      code: "INVALID_INPUT",
      fields,
    });
  });
});

describe("seenVersion", () => {
  it.each([-1, 0.5, "0", null, Number.NaN])("is a whole number: %s is refused", (version) => {
    expect(seenVersion.safeParse(version).error?.issues[0]?.message).toBe("The version is a whole number.");
  });

  it("that nobody saw is stale", async () => {
    await expectRefused(() => renameAccount(business.owner, { businessName: "Late", version: 2 ** 40 }), {
      code: "STALE",
    });
  });
});
