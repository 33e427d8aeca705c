import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lockfileProblems } from "./lockfile.mjs";

const lockfile = () => JSON.parse(readFileSync("package-lock.json", "utf8"));
const manifest = () => JSON.parse(readFileSync("package.json", "utf8"));

function problemsAfter(change: (packages: Record<string, Record<string, unknown>>) => void): string[] {
  const changed = lockfile();
  change(changed.packages);
  return lockfileProblems(changed, manifest());
}

test("the lockfile of the portal is in order", () => {
  expect(lockfileProblems(lockfile(), manifest())).toEqual([]);
});

test.each([
  ["next", "16.4.5"],
  ["next", "16.4.6-canary.3"],
  ["react", "19.2.9"],
  ["react-dom", "18.3.1"],
  ["sharp", "0.34.9"],
  ["lithic", "0.144.9"],
  ["nodemailer", "6.10.1"],
  ["standardwebhooks", "1.0.0"],
])(
  "%s %s is below its floor (ADV-N2, ADV-N3, ADV-N4, ADV-N6, ADV-N7, ADV-N9, ADV-N10, ADV-N11, ADV-N12)",
  (name, version) => {
    const problems = problemsAfter((packages) => {
      packages[`node_modules/${name}`] = {
        ...packages[`node_modules/${name}`],
        version,
        integrity: "sha512-x",
      };
    });
    expect(problems).toEqual([expect.stringContaining(`${name} ${version} has a known security hole`)]);
  },
);

test("a copy inside another package is held to the same floor", () => {
  const problems = problemsAfter((packages) => {
    packages["node_modules/next/node_modules/react"] = { version: "19.0.0", integrity: "sha512-x" };
  });
  expect(problems).toEqual([expect.stringContaining("react 19.0.0 has a known security hole")]);
});

test("another version than the one checked is refused (ADV-A1, ADV-A2, ADV-A4)", () => {
  const problems = problemsAfter((packages) => {
    packages["node_modules/next-auth"] = { version: "4.24.16", integrity: "sha512-x" };
  });
  expect(problems).toEqual(["next-auth is 4.24.16, but only 4.24.15 has been checked."]);
});

test("the parts of Prisma must be of one minor version", () => {
  const problems = problemsAfter((packages) => {
    packages["node_modules/@prisma/adapter-pg"] = { version: "7.11.0", integrity: "sha512-x" };
  });
  expect(problems).toEqual(["@prisma/adapter-pg is 7.11.0, but every part of Prisma must be 7.10.x."]);
});

test("a package that must be there is missed", () => {
  expect(problemsAfter((packages) => delete packages["node_modules/react-dom"])).toEqual([
    "react-dom is not in the lockfile: add it to package.json.",
  ]);
});

test("a missing integrity hash is noticed", () => {
  expect(problemsAfter((packages) => delete packages["node_modules/zod"]?.integrity)).toEqual([
    "node_modules/zod has no integrity hash: install it again from the npm registry.",
  ]);
});

test.each([
  "https://registry.example.org/zod/-/zod-4.6.7.tgz",
  "git+ssh://git@github.com/colinhacks/zod.git#4a5b",
  "file:../zod",
])("a package from %s is refused", (resolved) => {
  const problems = problemsAfter((packages) => {
    packages["node_modules/zod"] = { ...packages["node_modules/zod"], resolved };
  });
  expect(problems).toEqual([expect.stringContaining(`node_modules/zod comes from ${resolved}`)]);
});

test.each(["darwin-arm64", "darwin-x64", "win32-arm64-msvc", "win32-x64-msvc"])(
  "a lost entry for Next on %s is noticed",
  (system) => {
    expect(problemsAfter((packages) => delete packages[`node_modules/@next/swc-${system}`])).toEqual([
      `@next/swc-${system}, a part of next, is missing: put its entry back into package-lock.json, or npm ci will refuse to run.`,
    ]);
  },
);

test("dependencies are exact versions and the scripts at most eleven", () => {
  const scripts = Object.fromEntries(Array.from({ length: 12 }, (_, number) => [`script-${number}`, "true"]));
  expect(
    lockfileProblems(lockfile(), {
      scripts,
      dependencies: { zod: "^4.6.7" },
      devDependencies: { vite: "latest", native: "npm:typescript@^7.0.2", exact: "npm:typescript@7.0.2" },
    }),
  ).toEqual([
    'zod is asked for as "^4.6.7": name one exact version.',
    'vite is asked for as "latest": name one exact version.',
    'native is asked for as "npm:typescript@^7.0.2": name one exact version.',
    "package.json has 12 scripts: eleven are the most that one can remember.",
  ]);
});
