import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The address of a file in a folder of app/. Groups in parentheses are not part of it. */
const routeOf = (file: string) =>
  `/${file
    .split("/")
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join("/")}`;

const appFiles = () =>
  readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"))
    .sort();

/** Every method that a route handler exports. */
export function foundMethods(): { route: string; method: string }[] {
  return appFiles()
    .filter((file) => /\/route\.tsx?$/.test(file))
    .flatMap((file) =>
      exportsOf(file)
        .filter((name) => methods.includes(name))
        .map((method) => ({ route: routeOf(file), method })),
    );
}

// Exports are declarations or lists in braces. A method that is imported
// from elsewhere also counts.
function exportsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  if (/^export\s*\*/m.test(text))
    throw new Error(`${file} exports everything of another file. Name its methods.`);
  const declared = [
    ...text.matchAll(/^export\s+(?:async\s+)?(?:function\*?|const|let|var|class)\s+(\w+)/gm),
  ].map(([, name]) => name ?? "");
  const destructured = [...text.matchAll(/^export\s+(?:const|let|var)\s+\{([^}]*)\}/gm)].flatMap(
    ([, names]) => listed(names),
  );
  const braced = [...text.matchAll(/^export\s+\{([^}]*)\}/gm)].flatMap(([, names]) => listed(names));
  return [...declared, ...destructured, ...braced];
}

const listed = (names = "") =>
  names.split(",").map(
    (name) =>
      name
        .trim()
        .split(/\s+as\s+|\s*:\s*/)
        .at(-1) ?? "",
  );

/** The address of every page. */
export function foundPages(): string[] {
  return appFiles()
    .filter((file) => /\/page\.tsx?$/.test(file))
    .map(routeOf);
}

/** Every address that the build serves, as Next itself lists them. */
export function builtAddresses(): string[] {
  const routes: Record<string, string> = JSON.parse(
    readFileSync(".next/app-path-routes-manifest.json", "utf8"),
  );
  return [...new Set(Object.values(routes))].sort();
}

/** A server action in the build's manifest. */
export interface FoundAction {
  readonly id: string;
  readonly file: string;
  readonly name: string;
}

interface Manifest {
  readonly node: Readonly<Record<string, { readonly filename?: string; readonly exportedName?: string }>>;
  readonly edge: Readonly<Record<string, unknown>>;
}

/** Every server action that can be called in the build. The ids differ from build to build. */
export function foundActions(): FoundAction[] {
  const manifest: Manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  if (Object.keys(manifest.edge).length > 0)
    throw new Error("There are server actions at the edge, which these tests do not know.");
  return Object.entries(manifest.node).map(([id, { filename = "", exportedName = "" }]) => ({
    id,
    // Next names files relative to the folder of node_modules, which may be further up.
    file: relative(".", filename),
    name: exportedName,
  }));
}
