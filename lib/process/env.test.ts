import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "./env.ts";

const key = (bytes = 32) => randomBytes(bytes).toString("base64");
const privateKey = (type: "ed25519" | "x25519") =>
  generateKeyPairSync(type as "ed25519")
    .privateKey.export({ format: "der", type: "pkcs8" })
    .toString("base64");
const rsaKey = () =>
  generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ format: "der", type: "pkcs8" })
    .toString("base64");

const good: Readonly<Record<string, string>> = {
  DATABASE_URL: "file:.data/some.sqlite",
  FIELD_KEYS: `k2:${key()},k1:${key()}`,
  AUDIT_KEYS: `a1:${key()}`,
  CHECKPOINT_KEY: privateKey("ed25519"),
  CHECKPOINT_FILE: "/var/log/checkpoints.jsonl",
  PASSWORD_PEPPER: key(48),
  AUTH_SECRET: key(),
  LOG_LEVEL: "debug",
};

function failure(source: Record<string, string | undefined>): string {
  try {
    readEnv(source);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return (error as EnvError).message;
  }
  throw new Error("the environment was accepted");
}

const named = (message: string) => [...message.matchAll(/^ {2}([A-Z_]+) /gm)].map(([, name]) => name);

describe("readEnv()", () => {
  it("reads a complete environment", () => {
    const env = readEnv(good);
    expect(env).toMatchObject({
      DATABASE_URL: "file:.data/some.sqlite",
      CHECKPOINT_FILE: "/var/log/checkpoints.jsonl",
      LOG_LEVEL: "debug",
    });
    expect(env.FIELD_KEYS.writing).toBe("k2");
    expect([...env.FIELD_KEYS.keys.keys()]).toEqual(["k2", "k1"]);
    expect(env.CHECKPOINT_KEY.asymmetricKeyType).toBe("ed25519");
  });

  it("takes a Redis with TLS, and one on this machine without (V12.3.1)", () => {
    for (const url of ["rediss://user:word@redis.example.com:6379", "redis://127.0.0.1:6379/2"])
      expect(readEnv({ ...good, REDIS_URL: url }).REDIS_URL).toBe(url);
    for (const url of ["redis://redis.example.com:6379", "http://127.0.0.1:6379", "redis"])
      expect(named(failure({ ...good, REDIS_URL: url }))).toEqual(["REDIS_URL"]);
  });

  it("takes an issuer of a test on this machine, in the place of the sandbox only", () => {
    const issuer = { ...good, LITHIC_API_KEY: "some-key", LITHIC_TEST_URL: "http://127.0.0.1:4010" };
    expect(readEnv({ ...issuer, LITHIC_ENVIRONMENT: "sandbox" }).LITHIC_TEST_URL).toBe(
      issuer.LITHIC_TEST_URL,
    );
    expect(named(failure({ ...issuer, LITHIC_ENVIRONMENT: "production" }))).toEqual(["LITHIC_TEST_URL"]);
    for (const url of [
      "http://issuer.example",
      "http://127.0.0.1.issuer.example",
      "http://127.0.0.1:4010/v1",
    ])
      expect(named(failure({ ...issuer, LITHIC_ENVIRONMENT: "sandbox", LITHIC_TEST_URL: url }))).toEqual([
        "LITHIC_TEST_URL",
      ]);
    expect(named(failure({ ...good, LITHIC_TEST_URL: issuer.LITHIC_TEST_URL }))).toEqual(["LITHIC_TEST_URL"]);
  });

  it("hashes passwords cheaply only in tests", () => {
    expect(readEnv(good).PASSWORD_COST).toBe(12);
    expect(readEnv({ ...good, PASSWORD_COST: "4", NODE_ENV: "test" }).PASSWORD_COST).toBe(4);
    expect(readEnv({ ...good, PASSWORD_COST: "13", NODE_ENV: "production" }).PASSWORD_COST).toBe(13);
    for (const cost of ["3", "17", "x"])
      expect(named(failure({ ...good, PASSWORD_COST: cost, NODE_ENV: "test" }))).toEqual(["PASSWORD_COST"]);
    for (const mode of ["production", "development", undefined])
      expect(failure({ ...good, PASSWORD_COST: "11", NODE_ENV: mode })).toContain(
        "PASSWORD_COST is below 12, which only tests may use",
      );
  });

  it.each(["DATABASE_URL", "CHECKPOINT_FILE", "LOG_LEVEL"])("does without %s, missing or empty", (name) => {
    for (const value of [undefined, ""])
      expect(readEnv({ ...good, [name]: value })[name as "LOG_LEVEL"]).toBeTruthy();
  });

  it.each(["FIELD_KEYS", "AUDIT_KEYS", "CHECKPOINT_KEY", "PASSWORD_PEPPER", "AUTH_SECRET"])(
    "names %s when it is missing or empty, and says what to set (ADV-A1)",
    (name) => {
      for (const value of [undefined, ""]) {
        const message = failure({ ...good, [name]: value });
        expect(named(message)).toEqual([name]);
        expect(message).toMatch(/is missing\. Set it to: \S+/);
      }
    },
  );

  const wrong: readonly (readonly [name: string, what: string, value: string])[] = [
    ...["FIELD_KEYS", "AUDIT_KEYS"].flatMap((name) =>
      (
        [
          ["a key of 31 bytes", `k1:${key(31)}`],
          ["a key of 33 bytes", `k1:${key(33)}`],
          ["an all-zero key", `k1:${Buffer.alloc(32).toString("base64")}`],
          ["a key of one repeated byte", `k1:${Buffer.alloc(32, 7).toString("base64")}`],
          ["a key id twice", `k1:${key()},k1:${key()}`],
          ["a bad key behind a good one", `k2:${key()},k1:${key(16)}`],
          ["a key without a name", key()],
          ["an empty name", `:${key()}`],
          ["a name that does not fit the column of a sealed value", `k2345678901234567:${key()}`],
          ["a name with a dot", `k.1:${key()}`],
          ["a comma too many", `k1:${key()},`],
          ["a key in hexadecimal", `k1:${randomBytes(32).toString("hex")}`],
          ["a key that is not base64", `k1:${"!".repeat(44)}`],
        ] as const
      ).map(([what, value]) => [name, what, value] as const),
    ),
    ["CHECKPOINT_KEY", "an RSA key", rsaKey()],
    ["CHECKPOINT_KEY", "an X25519 key", privateKey("x25519")],
    ["CHECKPOINT_KEY", "random bytes", key(48)],
    ["CHECKPOINT_KEY", "a path", "/run/secrets/checkpoint.pem"],
    ["PASSWORD_PEPPER", "31 bytes", key(31)],
    ["PASSWORD_PEPPER", "all zeros", Buffer.alloc(48).toString("base64")],
    ["PASSWORD_PEPPER", "a word", "correct horse battery staple"],
    ["AUTH_SECRET", "31 bytes", key(31)],
    ["PORTAL_URL", "a host", "cards.somewhere.example"],
    ["PORTAL_URL", "a path", "https://cards.somewhere.example/portal"],
    ["PORTAL_URL", "another scheme", "ftp://cards.somewhere.example"],
    ["TRUSTED_PROXIES", "a word", "several-of-them"],
    ["TRUSTED_PROXIES", "less than none", "-1"],
    ...(
      [
        ["nothing but space", "  "],
        ["the prefix alone", "whsec_"],
        ["no prefix", key()],
        ["23 bytes", `whsec_${key(23)}`],
        ["65 bytes", `whsec_${key(65)}`],
        ["all zeros", `whsec_${Buffer.alloc(32).toString("base64")}`],
        ["something that is not base64", "whsec_correct-horse-battery-staple-and-more"],
        ["a bad secret behind a good one", `whsec_${key()},whsec_${key(8)}`],
      ] as const
    ).map(([what, value]) => ["LITHIC_WEBHOOK_SECRET", what, value] as const),
    ["PORT", "a word", "the-usual-port"],
    ["PORT", "none", "0"],
    ["LOG_LEVEL", "another word", "verbose-and-wrong"],
    ["LOG_LEVEL", "upper case", "DEBUG"],
    ["DATABASE_URL", "another database", "mysql://portal:hunter2@db.example/portal"],
    ["DATABASE_URL", "no address", "portal-database"],
    ["DATABASE_URL", "no file", "file:"],
    ["DATABASE_URL", "no server", "postgresql://"],
    [
      "DATABASE_URL",
      "TLS turned off on another machine",
      "postgresql://portal:hunter2@db.example:5432/portal?sslmode=disable",
    ],
    [
      "DATABASE_URL",
      "TLS that is only tried",
      "postgres://portal:hunter2@db.example/portal?application_name=x&sslmode=allow",
    ],
    [
      "DATABASE_URL",
      "TLS that checks no certificate",
      "postgresql://portal:hunter2@10.0.0.5/portal?sslmode=no-verify",
    ],
    [
      "DATABASE_URL",
      "TLS turned off in disguise",
      "postgresql://portal:hunter2@db.example/portal?sslmode=%64isable",
    ],
    [
      "DATABASE_URL",
      "another machine among the parameters",
      "postgresql://localhost/portal?host=db.example&sslmode=disable",
    ],
    [
      "DATABASE_URL",
      "a machine that only looks like this one",
      "postgresql://localhost.db.example/portal?sslmode=disable",
    ],
  ];

  it.each(wrong)("refuses %s with %s by name, and does not repeat the value", (name, _, value) => {
    const message = failure({ ...good, [name]: value });
    expect(named(message)).toEqual([name]);
    expect(message).toMatch(/Set it to: \S+/);
    const tellingParts = [value, ...value.split(/[:,@/?]/)].filter(
      (part) => part.length > "postgresql://".length,
    );
    for (const part of tellingParts) expect(message).not.toContain(part);
    expect(message).not.toContain("hunter2");
  });

  it.each([
    "postgresql://postgres@127.0.0.1:5432/portal?sslmode=disable",
    "postgres://postgres@localhost/portal?sslmode=disable",
    "postgresql://postgres@[::1]:5432/portal?sslmode=disable",
    "postgresql:///portal?host=/var/run/postgresql&sslmode=disable",
    "postgresql://portal:secret@db.example/portal?sslmode=verify-full",
    "file:/srv/portal/sslmode=disable.sqlite",
  ])("accepts %s", (url) => {
    expect(readEnv({ ...good, DATABASE_URL: url }).DATABASE_URL).toBe(url);
  });

  it("reads the secrets of webhooks with a comma or space between them, and does without any", () => {
    const [first, second] = [`whsec_${key()}`, `whsec_${key(24)}`] as const;
    for (const text of [`${first},${second}`, `${first} ${second}`, ` ${first} ,\n${second},`])
      expect(readEnv({ ...good, LITHIC_WEBHOOK_SECRET: text }).LITHIC_WEBHOOK_SECRET).toEqual([
        first,
        second,
      ]);
    expect(readEnv(good).LITHIC_WEBHOOK_SECRET).toEqual([]);
  });

  it("takes an empty secret of webhooks for one that somebody forgot", () => {
    const message = failure({ ...good, LITHIC_WEBHOOK_SECRET: "" });
    expect(named(message)).toEqual(["LITHIC_WEBHOOK_SECRET"]);
    expect(message).toMatch(/is empty\. Set it to: \S+/);
  });

  it("wants to know where people reach the portal behind proxies", () => {
    expect(named(failure({ ...good, TRUSTED_PROXIES: "1" }))).toEqual(["PORTAL_URL"]);
    const PORTAL_URL = "https://cards.example.com";
    expect(readEnv({ ...good, TRUSTED_PROXIES: "1", PORTAL_URL })).toMatchObject({
      TRUSTED_PROXIES: 1,
      PORTAL_URL,
    });
  });

  it("names everything that is wrong at once", () => {
    const message = failure({
      DATABASE_URL: "mysql://x",
      FIELD_KEYS: `k1:${key(31)}`,
      CHECKPOINT_KEY: rsaKey(),
      LOG_LEVEL: "loud",
    });
    expect(named(message)).toEqual([
      "DATABASE_URL",
      "FIELD_KEYS",
      "AUDIT_KEYS",
      "CHECKPOINT_KEY",
      "PASSWORD_PEPPER",
      "AUTH_SECRET",
      "LOG_LEVEL",
    ]);
  });

  it("takes nothing from beyond what it is given", () => {
    expect(named(failure({}))).toEqual([
      "FIELD_KEYS",
      "AUDIT_KEYS",
      "CHECKPOINT_KEY",
      "PASSWORD_PEPPER",
      "AUTH_SECRET",
    ]);
  });
});
