import { createPrivateKey } from "node:crypto";
import { z } from "zod";

/** A key ring. The first key encrypts; all of them decrypt. */
export interface KeyRing {
  readonly writing: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

const keyRing = z.string({ error: "is missing" }).transform((text, context): KeyRing => {
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

const secret = z.string({ error: "is missing" }).refine((text) => {
  const bytes = Buffer.from(text, "base64");
  return bytes.length >= 32 && !isUniform(bytes);
}, "is not at least 32 random bytes in base64");

const checkpointKey = z.string({ error: "is missing" }).transform((text, context) => {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {}
  context.addIssue({ code: "custom", message: "is not an Ed25519 private key (PKCS #8, DER) in base64" });
  return z.NEVER;
});

// In Lithic's format, "whsec_" and base64 (Standard Webhooks): between 24 and 64 bytes.
const webhookSecrets = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((secrets) => secrets.length > 0, "is empty")
  .refine(
    (secrets) => secrets.every(isWebhookSecret),
    "holds what is no secret of a webhook (whsec_ and base64)",
  )
  .default([]);

function isWebhookSecret(text: string): boolean {
  const [, encoded = ""] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  return (
    bytes.length >= 24 && bytes.length <= 64 && bytes.toString("base64") === encoded && !isUniform(bytes)
  );
}

const databaseUrl = z
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
  const here = ["127.0.0.1", "localhost", "[::1]", "::1"].includes(host) || host.startsWith("/");
  return !here && weak.includes(searchParams.getAll("sslmode").at(-1) ?? "");
}

const portalUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:\/\/[^/]+\/?$/.test(text),
    "is not an address such as https://cards.example.com",
  )
  .optional();

// OWASP Password Storage asks for at least 10. This takes about a quarter of a second on a 2025
// server.
const minPasswordCost = 12;

const variables = {
  DATABASE_URL: databaseUrl,
  FIELD_KEYS: keyRing,
  AUDIT_KEYS: keyRing,
  CHECKPOINT_KEY: checkpointKey,
  CHECKPOINT_FILE: z.string().min(1, "is empty").default(".data/audit-checkpoints.jsonl"),
  PASSWORD_PEPPER: secret,
  PASSWORD_COST: z.coerce
    .number({ error: "is not a number" })
    .int("is not a whole number")
    .min(4, "is below 4")
    .max(16, "is above 16")
    .default(minPasswordCost),
  AUTH_SECRET: secret,
  PORTAL_URL: portalUrl,
  TRUSTED_PROXIES: z.coerce
    .number({ error: "is not a number" })
    .int("is not a whole number")
    .min(0, "is below 0")
    .max(9, "is above 9")
    .default(0),
  LITHIC_ENVIRONMENT: z
    .enum(["simulator", "sandbox", "production"], { error: "is not simulator, sandbox or production" })
    .default("simulator"),
  LITHIC_API_KEY: z.string().nullable().default(null),
  LITHIC_WEBHOOK_SECRET: webhookSecrets,
  ISSUER_SIMULATOR_FILE: z.string().default(".data/issuer.sqlite"),
  ISSUER_SIMULATOR_RATES: z
    .enum(["production", "sandbox", "none"], { error: "is not production, sandbox or none" })
    .default("production"),
  WORKER: z.enum(["inside", "outside"], { error: "is not inside or outside" }).default("inside"),
  PORT: z.coerce
    .number({ error: "is not a number" })
    .int("is not a whole number")
    .min(1, "is below 1")
    .max(65_535, "is above 65535")
    .default(3000),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "is not trace, debug, info, warn, error or silent",
    })
    .default("info"),
} as const;

/** The validated environment. */
export type Env = Readonly<z.output<z.ZodObject<typeof variables>>>;

const howToSet: Record<keyof typeof variables, string> = {
  DATABASE_URL: "file:.data/portal.sqlite, or postgresql://user:password@host:5432/database",
  FIELD_KEYS: "k1:$(openssl rand -base64 32)",
  AUDIT_KEYS: "a1:$(openssl rand -base64 32)",
  CHECKPOINT_KEY: "$(openssl genpkey -algorithm ed25519 -outform DER | base64 -w0)",
  CHECKPOINT_FILE: "a path that the database's administrator cannot write to",
  PASSWORD_PEPPER: "$(openssl rand -base64 32)",
  PASSWORD_COST: `${minPasswordCost} or more, the cost of bcrypt`,
  AUTH_SECRET: "$(openssl rand -base64 32)",
  PORTAL_URL: "https://cards.example.com, where people reach the portal",
  TRUSTED_PROXIES: "the number of proxies in front of the portal, 0 for none",
  LITHIC_ENVIRONMENT: "sandbox or production beside a LITHIC_API_KEY, simulator without one",
  LITHIC_API_KEY: "the key of the environment that LITHIC_ENVIRONMENT names",
  LITHIC_WEBHOOK_SECRET:
    "the secret of the event subscription at Lithic, whsec_…; two of them while one takes the other's place",
  ISSUER_SIMULATOR_FILE: ".data/issuer.sqlite",
  ISSUER_SIMULATOR_RATES: "production: how often the simulator may be called, as at Lithic",
  WORKER: "inside, or outside when npm run worker runs beside the servers",
  PORT: "3000, where the server listens",
  LOG_LEVEL: "info",
};

/** A missing or wrong environment variable. The message names the variables and what to set, never
 *  a value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Reads the environment. Throws an EnvError that names every missing or bad variable at once. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.keys(variables).map((name) => [
      name,
      source[name] || (mayBeEmpty(name) ? undefined : source[name]),
    ]),
  );
  const result = z
    .object(variables)
    .superRefine(checkIssuer)
    .superRefine(checkProxies)
    .superRefine((values, context) => checkPasswordCost(values, source.NODE_ENV, context))
    .safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = issue.path[0] as keyof typeof variables;
    return `${name} ${issue.message}. Set it to: ${howToSet[name]}`;
  });
  throw new EnvError(
    `The environment is not complete:\n  ${lines.join("\n  ")}\nOutside production, npm start writes the secrets that are missing to .env.local.`,
  );
}

// A webhook secret that was left empty by mistake must not count as not set.
const mayBeEmpty = (name: string) => name !== "LITHIC_WEBHOOK_SECRET";

// The environment of a key must be explicit, because Lithic's SDK would assume production.
function checkIssuer({ LITHIC_ENVIRONMENT, LITHIC_API_KEY }: Partial<Env>, context: z.RefinementCtx): void {
  const refuse = (name: keyof Env, message: string) =>
    context.addIssue({ code: "custom", path: [name], message });
  if (LITHIC_ENVIRONMENT === "simulator" && LITHIC_API_KEY)
    refuse("LITHIC_ENVIRONMENT", "does not say which environment LITHIC_API_KEY is of");
  if (LITHIC_ENVIRONMENT !== "simulator" && !LITHIC_API_KEY) refuse("LITHIC_API_KEY", "is missing");
}

// Behind a proxy, the portal cannot see whether people reach it by https.
function checkProxies({ TRUSTED_PROXIES, PORTAL_URL }: Partial<Env>, context: z.RefinementCtx): void {
  if ((TRUSTED_PROXIES ?? 0) > 0 && !PORTAL_URL)
    context.addIssue({ code: "custom", path: ["PORTAL_URL"], message: "is missing beside TRUSTED_PROXIES" });
}

// Only tests may hash cheaply.
function checkPasswordCost(
  { PASSWORD_COST }: Partial<Env>,
  mode: string | undefined,
  context: z.RefinementCtx,
): void {
  const message = `is below ${minPasswordCost}, which only tests may use`;
  if (mode !== "test" && (PASSWORD_COST ?? minPasswordCost) < minPasswordCost)
    context.addIssue({ code: "custom", path: ["PASSWORD_COST"], message });
}

/** Reads the database URL alone, for work that needs no secrets. Throws an EnvError when it is
 *  bad. */
export function readDatabaseUrl(source: Record<string, string | undefined>): string {
  const result = databaseUrl.safeParse(source.DATABASE_URL || undefined);
  if (result.success) return result.data;
  throw new EnvError(`DATABASE_URL ${result.error.issues[0]?.message}. Set it to: ${howToSet.DATABASE_URL}`);
}

let current: Env | undefined;

/** The environment of this process, read once. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
