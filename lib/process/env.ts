import { z } from "zod";
import {
  checkpointKey,
  databaseUrl,
  keyRing,
  portalUrl,
  redisUrl,
  secret,
  smtpUrl,
  testUrl,
  webhookSecrets,
  wholeNumber,
} from "./env-values.ts";

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
  PASSWORD_COST: wholeNumber(4, 16).default(minPasswordCost),
  AUTH_SECRET: secret,
  PORTAL_NAME: z
    .string()
    .trim()
    .min(1, "is empty")
    .max(50, "is longer than 50 characters")
    .default("Alder Cards"),
  PORTAL_URL: portalUrl,
  TRUSTED_PROXIES: wholeNumber(0, 9).default(0),
  REDIS_URL: redisUrl,
  SMTP_URL: smtpUrl,
  MAIL_FROM: z.email("is not an email address").optional(),
  LITHIC_ENVIRONMENT: z
    .enum(["simulator", "sandbox", "production"], { error: "is not simulator, sandbox or production" })
    .default("simulator"),
  LITHIC_API_KEY: z.string().nullable().default(null),
  LITHIC_TEST_URL: testUrl,
  LITHIC_WEBHOOK_SECRET: webhookSecrets,
  ISSUER_SIMULATOR_FILE: z.string().default(".data/issuer.sqlite"),
  ISSUER_SIMULATOR_RATES: z
    .enum(["production", "sandbox", "none"], { error: "is not production, sandbox or none" })
    .default("production"),
  WORKER: z.enum(["inside", "outside"], { error: "is not inside or outside" }).default("inside"),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, "is neither an address nor a name of this machine")
    .default("127.0.0.1"),
  DEMO: z.enum(["allowed", "refused"], { error: "is not allowed or refused" }).default("refused"),
  DEMO_PASSWORD: z.string().optional(),
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
  PORTAL_NAME: "the portal's name as people see it",
  PORTAL_URL: "https://cards.example.com, where people reach the portal",
  TRUSTED_PROXIES: "the number of proxies in front of the portal, 0 for none",
  REDIS_URL: "rediss://user:password@redis.example.com:6379, where several servers count requests together",
  SMTP_URL: "smtps://user:password@mail.example.com, the mail server that sends the portal's emails",
  MAIL_FROM: "cards@example.com, the address that the portal's emails come from",
  LITHIC_ENVIRONMENT: "sandbox or production beside a LITHIC_API_KEY, simulator without one",
  LITHIC_API_KEY: "the key of the environment that LITHIC_ENVIRONMENT names",
  LITHIC_TEST_URL: "http://127.0.0.1:4010, an issuer of a test in the place of Lithic's sandbox",
  LITHIC_WEBHOOK_SECRET:
    "the secret of the event subscription at Lithic, whsec_…; two of them while one takes the other's place",
  ISSUER_SIMULATOR_FILE: ".data/issuer.sqlite",
  ISSUER_SIMULATOR_RATES: "production: how often the simulator may be called, as at Lithic",
  WORKER: "inside, or outside when npm run worker runs beside the servers",
  PORT: "3000, where the server listens",
  HOST: "127.0.0.1 for this machine only, or the address to listen at, such as 0.0.0.0 for all",
  DEMO: "allowed where a production server may serve the demo's people, refused elsewhere",
  DEMO_PASSWORD: "the password of the demo's people, as npm start writes it to .env.local",
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
    .superRefine(checkMail)
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
function checkIssuer(
  { LITHIC_ENVIRONMENT, LITHIC_API_KEY, LITHIC_TEST_URL }: Partial<Env>,
  context: z.RefinementCtx,
): void {
  const refuse = (name: keyof Env, message: string) =>
    context.addIssue({ code: "custom", path: [name], message });
  if (LITHIC_ENVIRONMENT === "simulator" && LITHIC_API_KEY)
    refuse("LITHIC_ENVIRONMENT", "does not say which environment LITHIC_API_KEY is of");
  if (LITHIC_ENVIRONMENT !== "simulator" && !LITHIC_API_KEY) refuse("LITHIC_API_KEY", "is missing");
  if (LITHIC_TEST_URL && LITHIC_ENVIRONMENT !== "sandbox")
    refuse("LITHIC_TEST_URL", "is only for tests, in the place of the sandbox");
}

// Behind a proxy, the portal cannot see whether people reach it by https.
function checkProxies({ TRUSTED_PROXIES, PORTAL_URL }: Partial<Env>, context: z.RefinementCtx): void {
  if ((TRUSTED_PROXIES ?? 0) > 0 && !PORTAL_URL)
    context.addIssue({ code: "custom", path: ["PORTAL_URL"], message: "is missing beside TRUSTED_PROXIES" });
}

// Emails link to PORTAL_URL, and mail servers need a sender.
function checkMail({ SMTP_URL, MAIL_FROM, PORTAL_URL }: Partial<Env>, context: z.RefinementCtx): void {
  if (!SMTP_URL) return;
  const needed = { MAIL_FROM, PORTAL_URL };
  for (const [name, value] of Object.entries(needed))
    if (!value) context.addIssue({ code: "custom", path: [name], message: "is missing beside SMTP_URL" });
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

/** The portal's name. It is known without the secrets, so the pages of the build have it too. */
export const portalName = () => variables.PORTAL_NAME.parse(process.env.PORTAL_NAME || undefined);

/** Whether this process may serve the people of the demo, whose addresses and passwords are known.
 *  In production, only where DEMO says so. */
export const mayServeDemo = ({ DEMO }: Pick<Env, "DEMO">) =>
  process.env.NODE_ENV !== "production" || DEMO === "allowed";

let current: Env | undefined;

/** The environment of this process, read once. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
