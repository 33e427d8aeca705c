import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folders = ["app", "components", "lib", "prisma"];
// These two open the database. A test that cannot reach either of them needs none.
const openDatabase = /^lib\/(db\/client|testing\/test-database)\.ts$/;

/** The unit test files that cannot open a database, because nothing they import does. One run of
 *  them says the same as one run on each engine. */
export function testsWithoutDatabase(): string[] {
  const tests = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.test\.tsx?$/.test(file));
  const known = new Map<string, readonly string[]>();
  const importsOf = (file: string) => {
    const imports = known.get(file) ?? readImports(file);
    known.set(file, imports);
    return imports;
  };
  return tests.filter((test) => !reached(test, importsOf).some((file) => openDatabase.test(file)));
}

function reached(start: string, importsOf: (file: string) => readonly string[]): string[] {
  const seen = new Set([start]);
  // A set also visits what is added during the loop.
  for (const file of seen) for (const imported of importsOf(file)) seen.add(imported);
  return [...seen];
}

function readImports(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^import type [^;]*;$/gm, "");
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(@\/|\.{1,2}\/)([^"]+)"/g)].flatMap(
    ([, start, path = ""]) => {
      const found = join(start === "@/" ? "." : join(dirname(file), start ?? ""), path).replaceAll("\\", "/");
      return existsSync(found) ? [found] : [];
    },
  );
}
