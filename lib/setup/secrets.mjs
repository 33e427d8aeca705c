import { generateKeyPairSync, randomBytes, randomInt } from "node:crypto";
import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";

const file = ".env.local";

/** Loads .env.local and .env. Outside production, it first writes fresh secrets to .env.local for
 *  the names that are set nowhere. */
export async function loadSecrets() {
  await import("./load-env.mjs");
  if (process.env.NODE_ENV === "production") return;
  const missing = Object.entries(freshSecrets()).filter(([name]) => !process.env[name]);
  if (missing.length === 0) return;
  const first = !existsSync(file);
  const head = first
    ? "# Written by npm start. Keep this file: without its keys nobody can read the data.\n"
    : "";
  const gap = first || readFileSync(file, "utf8").endsWith("\n") ? "" : "\n";
  appendFileSync(file, `${gap}${head}${missing.map(([name, value]) => `${name}=${value}\n`).join("")}`, {
    mode: 0o600,
  });
  chmodSync(file, 0o600);
  Object.assign(process.env, Object.fromEntries(missing));
  console.log(`Fresh secrets are in ${file}: ${missing.map(([name]) => name).join(", ")}`);
}

/** A new value for every secret that the portal needs. */
export function freshSecrets() {
  return {
    FIELD_KEYS: `k1:${randomKey()}`,
    AUDIT_KEYS: `a1:${randomKey()}`,
    CHECKPOINT_KEY: generateKeyPairSync("ed25519")
      .privateKey.export({ format: "der", type: "pkcs8" })
      .toString("base64"),
    PASSWORD_PEPPER: randomKey(),
    AUTH_SECRET: randomKey(),
    LITHIC_WEBHOOK_SECRET: `whsec_${randomKey()}`,
    DEMO_PASSWORD: readablePassword(),
  };
}

function randomKey() {
  return randomBytes(32).toString("base64");
}

// Four pronounceable words such as "kavo": about 50 bits.
function readablePassword() {
  const pick = (letters) => letters[randomInt(letters.length)];
  const syllable = () => pick("bdfghjklmnprstvz") + pick("aeiou");
  return Array.from({ length: 4 }, () => syllable() + syllable()).join("-");
}
