import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";

/** The folder from which the portal is served without proxy.ts. */
export const withoutProxy = resolve(".data/test/without-proxy");

// What the server reads beside its build.
const beside = ["lib", "node_modules", "public", "package.json", "next.config.mjs"];
const notServed = /^cache$|\.map$|^middleware(\.|$)/;
const list = "server/functions-config-manifest.json";

/** Takes the build apart: everything in it except proxy.ts. Throws when there is no build, or when
 *  Next no longer lists proxy.ts where it is taken off. */
export function copyWithoutProxy() {
  if (!existsSync(".next/portal-build"))
    throw new Error("The portal is not built. Run npm start or npm test first.");
  rmSync(withoutProxy, { recursive: true, force: true });
  mkdirSync(withoutProxy, { recursive: true });
  for (const name of beside) symlinkSync(resolve(name), `${withoutProxy}/${name}`);
  cpSync(".next", `${withoutProxy}/.next`, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !notServed.test(basename(path)),
  });
  const { functions, ...rest } = JSON.parse(readFileSync(`.next/${list}`, "utf8"));
  const { "/_middleware": proxy, ...others } = functions;
  if (!proxy) throw new Error(`.next/${list} does not name proxy.ts.`);
  writeFileSync(`${withoutProxy}/.next/${list}`, JSON.stringify({ ...rest, functions: others }));
}
