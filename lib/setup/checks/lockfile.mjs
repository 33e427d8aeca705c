import { readFileSync } from "node:fs";

// The minimum versions. Older ones have published security holes. `exactly` lists versions that
// must match exactly.
const floors = {
  next: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
  sharp: "0.35.5",
  lithic: "0.145.0",
  standardwebhooks: "1.1.1",
  nodemailer: "7.0.7",
};
const exactly = { "next-auth": "4.24.15" };
const required = ["next", "react", "react-dom", "@prisma/client", "prisma"];
const ofOnePrisma = ["@prisma/client", "prisma", "@prisma/adapter-pg", "@prisma/adapter-better-sqlite3"];

const registry = "https://registry.npmjs.org/";

// Builds for other systems. They are entered by hand because npm drops what its registry lacks, and
// their hashes could not be fetched.
const withoutIntegrity = [
  ...["darwin-arm64", "darwin-x64", "win32-arm64-msvc", "win32-x64-msvc"].map(
    (system) => `@next/swc-${system}`,
  ),
  ...["android-arm64", "android-x64", "darwin-arm64", "darwin-x64"].map((system) => `@biomejs/cli-${system}`),
  ...["linux-arm64-musl", "linux-x64-musl", "win32-arm64", "win32-x64"].map(
    (system) => `@biomejs/cli-${system}`,
  ),
  ...["android-arm64", "darwin-arm64", "darwin-x64", "freebsd-x64"].map(
    (system) => `@tailwindcss/oxide-${system}`,
  ),
  ...["linux-arm-gnueabihf", "wasm32-wasi", "win32-arm64-msvc", "win32-x64-msvc"].map(
    (system) => `@tailwindcss/oxide-${system}`,
  ),
];

/** Throws one error that lists everything wrong with package.json and package-lock.json. */
export function checkLockfile() {
  const problems = lockfileProblems(
    JSON.parse(readFileSync("package-lock.json", "utf8")),
    JSON.parse(readFileSync("package.json", "utf8")),
  );
  if (problems.length)
    throw new Error(`package.json and package-lock.json have problems:\n  ${problems.join("\n  ")}`);
}

/** The problems of a lockfile and its manifest, one sentence each. Empty when there are none. */
export function lockfileProblems(lockfile, manifest) {
  const packages = Object.entries(lockfile.packages)
    .filter(([path]) => path !== "")
    .map(([path, entry]) => ({ name: path.split("node_modules/").at(-1), path, ...entry }));
  return [
    ...packages.flatMap(versionProblems),
    ...prismaProblems(packages),
    ...required
      .filter((name) => !packages.some((found) => found.name === name))
      .map((name) => `${name} is not in the lockfile: add it to package.json.`),
    ...packages.flatMap(originProblems),
    ...packages.flatMap((one) => missingBuilds(one, lockfile.packages)),
    ...manifestProblems(manifest),
  ];
}

function versionProblems({ name, version }) {
  if (floors[name] && isBelow(version, floors[name]))
    return [`${name} ${version} has a known security hole: update it to ${floors[name]} or newer.`];
  if (exactly[name] && version !== exactly[name])
    return [`${name} is ${version}, but only ${exactly[name]} has been checked.`];
  return [];
}

function isBelow(version, floor) {
  const [numbers, floorNumbers] = [version, floor].map((text) => text.split("-")[0].split(".").map(Number));
  for (const [place, least] of floorNumbers.entries())
    if (numbers[place] !== least) return numbers[place] < least;
  return version.includes("-");
}

function prismaProblems(packages) {
  const parts = packages.filter(({ name }) => ofOnePrisma.includes(name));
  const strange = parts.filter(({ version }) => !version.startsWith("7.10."));
  return strange.map(
    ({ name, version }) => `${name} is ${version}, but every part of Prisma must be 7.10.x.`,
  );
}

function originProblems({ name, path, integrity, resolved }) {
  const problems = [];
  if (!integrity && !withoutIntegrity.includes(name))
    problems.push(`${path} has no integrity hash: install it again from the npm registry.`);
  if (resolved && !resolved.startsWith(registry))
    problems.push(`${path} comes from ${resolved}, not from ${registry}: install it from there.`);
  return problems;
}

function missingBuilds({ path, name, optionalDependencies = {} }, packages) {
  return Object.keys(optionalDependencies)
    .filter((wanted) => !placesFor(wanted, path).some((place) => packages[place]))
    .map(
      (wanted) =>
        `${wanted}, a part of ${name}, is missing: put its entry back into package-lock.json, or npm ci will refuse to run.`,
    );
}

// Searches like Node: in the node_modules of the package itself, then of each folder around it.
function placesFor(wanted, path) {
  const folders = path.split("/node_modules/");
  return [
    ...folders.map(
      (_, depth) => `${folders.slice(0, depth + 1).join("/node_modules/")}/node_modules/${wanted}`,
    ),
    `node_modules/${wanted}`,
  ];
}

function manifestProblems({ scripts = {}, dependencies = {}, devDependencies = {} }) {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version),
  );
  const problems = loose.map(
    ([name, version]) => `${name} is asked for as "${version}": name one exact version.`,
  );
  const count = Object.keys(scripts).length;
  if (count > 11)
    problems.push(`package.json has ${count} scripts: eleven are the most that one can remember.`);
  return problems;
}
