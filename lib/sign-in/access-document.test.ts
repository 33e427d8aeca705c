/// <reference types="vite/types/importMeta.d.ts" />
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { maxAllowedNetworks } from "@/lib/auth/allowed-networks.ts";
import { lifetimeText } from "@/lib/auth/links/one-time-link.ts";
import { maxIdleSeconds, maxSessionSeconds } from "@/lib/auth/session/session-cookie.ts";
import { countAttempt, pauseFrom } from "@/lib/auth/sign-in/count-attempt.ts";
import { maxSecondStepSeconds } from "@/lib/auth/sign-in/start-second-step.ts";
import { maxPasswordLength, minPasswordLength } from "@/lib/fields/max-length.ts";
import { limits } from "@/lib/request-limits/limits.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

const text = readFileSync("docs/access.md", "utf8");
const sources = import.meta.glob<string>(["/lib/**/*.ts", "!/lib/**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

it("docs/access.md names every file that lets somebody in (V6.1.3, V6.3.4, V6.3.6)", () => {
  const opening = Object.entries(sources).filter(([, source]) => source.includes("await startSession("));
  const named = [...text.matchAll(/^\|.*`(lib\/[\w/-]+\.ts)` \|$/gm)].map(([, file]) => file);
  expect(named.sort()).toEqual(
    [...opening.map(([file]) => file.slice(1)), "lib/auth/api-key/find-api-key.ts"].sort(),
  );
});

it("docs/access.md has the limits of the code, and what a stranger can do with them (V6.1.1)", () => {
  const now = new Date();
  const pauseMinutes = (pauseFrom(now).getTime() - now.getTime()) / 60_000;
  let attempts = { attempts: 0, pausedUntil: null as Date | null };
  while (attempts.pausedUntil === null) attempts = countAttempt(attempts, now) ?? attempts;
  const { failedSignIn, linkUse, resetRequest } = limits;
  expect([failedSignIn.seconds, linkUse.seconds, resetRequest.seconds]).toEqual([900, 900, 900]);
  for (const words of [
    `${attempts.attempts} wrong passwords in a row pause signing in by password for ${pauseMinutes} minutes`,
    `${failedSignIn.network} failed sign-ins in 15 minutes`,
    `${linkUse.network} uses from a network in 15 minutes`,
    `${resetRequest.person} for an address in 15 minutes`,
    `the second step lasts ${maxSecondStepSeconds / 60} minutes`,
    "A stranger can pause somebody this way.",
  ])
    expect(text).toContain(words);
});

it("docs/access.md has the rules for passwords, and the words that they may not consist of (V6.1.2)", () => {
  const { alone, withSecondFactor } = minPasswordLength;
  expect(text).toContain(
    `${alone} characters or more, ${withSecondFactor} beside a second factor, at most ${maxPasswordLength}`,
  );
  expect(text).toContain("the names, the email, the name of the business, the name of the portal");
});

it("docs/access.md has how long sessions and links last, and how many there may be (V7.1.1, V7.1.2)", () => {
  for (const words of [
    `after ${maxIdleSeconds / 60} minutes without use and after ${maxSessionSeconds / 3600} hours`,
    "at most 5. A sixth sign-in ends the oldest",
    `to confirm an email last ${lifetimeText("invitation")}, a reset link ${lifetimeText("password_reset")}`,
  ])
    expect(text).toContain(words);
  for (const purpose of ["sign_up", "email_change"] as const)
    expect(lifetimeText(purpose)).toBe(lifetimeText("invitation"));
  expect(sources["/lib/sign-in/start-session.ts"]).toContain("const maxSessions = 5;");
});

it("docs/schema.md has the class of every column, and what it means (V8.1.2)", () => {
  const schema = readFileSync("docs/schema.md", "utf8");
  for (const { table, fields } of Object.values<DescribedModel>(schemaMap)) {
    const [, section = ""] = schema.split(`\n## ${table}\n`);
    for (const { column, dataClass } of Object.values(fields))
      expect(section.split("\n## ")[0], table).toMatch(
        new RegExp(`^\\| \`${column}\` \\| [^|]+ \\| ${dataClass} \\|`, "m"),
      );
  }
  for (const dataClass of ["public", "personal", "internal", "secret", "sealed"])
    expect(schema).toMatch(new RegExp(`^\\| ${dataClass} \\| .{10}`, "m"));
});

it("docs/access.md has the circumstances that decisions depend on, and how (V8.1.3, V8.1.4)", () => {
  expect(text).toContain("after 5 minutes, what needs a recent one asks for");
  expect(text).toContain(`at most ${maxAllowedNetworks} addresses and networks`);
  expect(sources["/lib/auth/recent-proof.ts"]).toContain("const proofMilliseconds = 5 * 60_000;");
});
