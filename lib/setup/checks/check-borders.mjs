import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import { borders, testFiles } from "./borders.mjs";

const roots = ["app", "components", "lib", "prisma", "e2e", "proxy.ts", "instrumentation.ts"];

/** Throws an Error that names every import across a border and says where the code belongs. */
export async function checkBorders() {
  const breaches = await findBreaches(".");
  if (breaches.length) throw new Error(breaches.map(({ words }) => words).join("\n\n"));
}

/** Every import across a border in a tree, as `rule`, `from`, and a text for people. */
export async function findBreaches(root) {
  const ofFiles = borders.filter(({ scope }) => scope !== "folder");
  const ofFolders = borders.filter(({ scope }) => scope === "folder");
  const found = [
    ...(await violations(root, ofFiles, {})),
    // A test may import anything, so the folder rules ignore tests.
    ...(await violations(root, ofFolders, { metrics: true, exclude: { path: `${testFiles}|^e2e/` } })),
  ];
  return found.map(({ rule, from, to, cycle }) => {
    const way = cycle ? cycle.map(({ name }) => name).join(" → ") : to;
    const { comment } = borders.find(({ name }) => name === rule.name);
    return { rule: rule.name, from, words: `${from} → ${way}\n  ${comment} (${rule.name})` };
  });
}

async function violations(root, forbidden, options) {
  const baseDir = resolve(root);
  const { output } = await cruise(
    roots.filter((path) => existsSync(resolve(baseDir, path))),
    {
      baseDir,
      ruleSet: { forbidden },
      validate: true,
      tsPreCompilationDeps: true,
      skipAnalysisNotInRules: true,
      doNotFollow: { path: ["node_modules", "^prisma/generated"] },
      ...options,
    },
    { alias: { "@": baseDir }, extensions: [".ts", ".tsx", ".mjs", ".js"] },
  );
  return output.summary.violations;
}
