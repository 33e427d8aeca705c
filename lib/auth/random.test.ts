/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from "vitest";

const sources = import.meta.glob<string>(
  ["/lib/{auth,sign-in,second-factors,api-keys}/**/*.{ts,mjs}", "!/lib/**/test-*.ts", "!/lib/**/*.test.ts"],
  { query: "?raw", import: "default", eager: true },
);

it("nothing that lets somebody in is made of numbers that can be foreseen (V6.5.3, V7.2.3)", () => {
  const files = Object.entries(sources);
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter(([, source]) => source.includes("Math.random"))).toEqual([]);
  const making = files.filter(([, source]) => /random(Bytes|Int|UUID)\(|generateSecret\(/.test(source));
  expect(making.map(([file]) => file)).toEqual(
    expect.arrayContaining([
      "/lib/auth/session/new-token.ts",
      "/lib/auth/factors/recovery-code.ts",
      "/lib/auth/factors/totp.ts",
    ]),
  );
});
