import { createPrivateKey } from "node:crypto";
import { z } from "zod";

/** A key ring. The first key encrypts; all of them decrypt. */
export interface KeyRing {
  readonly writing: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

export const keyRing = z.string({ error: "is missing" }).transform((text, context): KeyRing => {
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const keys = new Map<string, Buffer>();
  // Up to 16 characters. With longer names, the longest encrypted values would not fit their
  // columns.
  for (const part of text.split(",")) {
    const [, id, secret] = /^([a-z0-9]{1,16}):([A-Za-z0-9+/]+=*)$/.exec(part.trim()) ?? [];
    if (!id || !secret) return refuse("is not a list of name:key, such as k2:<base64>,k1:<base64>");
    const key = Buffer.from(secret, "base64");
    if (key.length !== 32) return refuse(`holds a key (${id}) that is not 32 bytes in base64`);
    if (isUniform(key)) return refuse(`holds a key (${id}) that is not random`);
    if (keys.has(id)) return refuse(`names the key ${id} twice`);
    keys.set(id, key);
  }
  return { writing: [...keys.keys()][0] ?? refuse("is empty"), keys };
});

const isUniform = (bytes: Buffer) => bytes.every((byte) => byte === bytes[0]);

export const secret = z.string({ error: "is missing" }).refine((text) => {
  const bytes = Buffer.from(text, "base64");
  return bytes.length >= 32 && !isUniform(bytes);
}, "is not at least 32 random bytes in base64");

export const checkpointKey = z.string({ error: "is missing" }).transform((text, context) => {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {}
  context.addIssue({ code: "custom", message: "is not an Ed25519 private key (PKCS #8, DER) in base64" });
  return z.NEVER;
});

// In Lithic's format, "whsec_" and base64 (Standard Webhooks): between 24 and 64 bytes.
export const webhookSecrets = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((secrets) => secrets.length > 0, "is empty")
  .refine(
    (secrets) => secrets.every(isWebhookSecret),
    "holds what is no secret of a webhook (whsec_ and base64)",
  )
  .default([]);

/** Whether a text is a secret that webhooks are signed with. */
export function isWebhookSecret(text: string): boolean {
  const [, encoded = ""] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  return (
    bytes.length >= 24 && bytes.length <= 64 && bytes.toString("base64") === encoded && !isUniform(bytes)
  );
}

export const databaseUrl = z
  .string()
  .default("file:.data/portal.sqlite")
  .refine(
    (url) => /^file:.+/.test(url) || /^postgres(ql)?:\/\/.+/.test(url),
    "is neither file:PATH (SQLite) nor postgresql://… (PostgreSQL)",
  )
  .refine(
    (url) => !url.startsWith("postgres") || !leavesUnprotected(url),
    "turns TLS off for a database that is not on this machine",
  );

// Follows the driver's rules: a host among the parameters wins, the last of two wins, and a path is
// a local socket.
function leavesUnprotected(url: string): boolean {
  const weak = ["disable", "allow", "no-verify"];
  if (!URL.canParse(url)) return weak.some((mode) => url.includes(`sslmode=${mode}`));
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.getAll("host").at(-1) || hostname || "localhost";
  const here = isThisMachine(host) || host.startsWith("/");
  return !here && weak.includes(searchParams.getAll("sslmode").at(-1) ?? "");
}

// Follows the driver: rediss is TLS.
export const redisUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^rediss?:\/\/[^/]+(\/\d*)?$/.test(text),
    "is not an address such as rediss://user:password@redis.example.com:6379",
  )
  .refine(
    (text) => !URL.canParse(text) || text.startsWith("rediss:") || isThisMachine(new URL(text).hostname),
    "does not use TLS (rediss://) for a Redis that is not on this machine",
  )
  .optional();

const isThisMachine = (host: string) => ["127.0.0.1", "localhost", "[::1]", "::1"].includes(host);

export const smtpUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^smtps?:\/\/[^/]+\/?$/.test(text),
    "is not an address such as smtps://user:password@mail.example.com",
  )
  .optional();

export const portalUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:\/\/[^/]+\/?$/.test(text),
    "is not an address such as https://cards.example.com",
  )
  .optional();

// An issuer of a test, which gets whatever key is set. Nothing outside of this machine may.
export const testUrl = z
  .string()
  .regex(/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/, "is not an address on this machine")
  .optional();

export const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number({ error: "is not a number" })
    .int("is not a whole number")
    .min(least, `is below ${least}`)
    .max(most, `is above ${most}`);
