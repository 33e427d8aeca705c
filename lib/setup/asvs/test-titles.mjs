import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folders = ["app", "components", "e2e", "lib", "prisma"];
const isTest = /\.(test\.tsx?|spec\.ts)$/;

/** Every test whose title names requirements in parentheses, as `(V6.2.1, ADV-A4)`. */
export function foundTests() {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => isTest.test(file))
    .sort()
    .flatMap((file) => testsIn(file, readFileSync(file, "utf8")));
}

/** The tests in the text of one file that name requirements: each title without their ids, after
 *  the titles of the describe() blocks around it. The text has to be formatted, because a block
 *  ends with the next line that is indented no further. */
export function testsIn(file, text) {
  const blocks = [];
  const tests = [];
  // A title can stand on a line of its own, below the parenthesis of its call.
  for (const line of text.replace(/\(\n\s*(?=["'`])/g, "(").split("\n")) {
    const indent = line.search(/\S/);
    while (indent >= 0 && indent <= (blocks.at(-1)?.indent ?? -1)) blocks.pop();
    const [, , title] = /\((["'`])((?:\\.|(?!\1).)*)\1,/.exec(line) ?? [];
    if (title === undefined) continue;
    const { words, ids } = titleOf(title);
    const around = blocks.map((block) => block.words);
    if (ids.length > 0) tests.push({ file, title: [...around, words].join(" › "), ids });
    if (/^\s*(test\.)?describe\b/.test(line)) blocks.push({ indent, words });
  }
  return tests;
}

function titleOf(written) {
  const title = written.replace(/\$\{[^}]*\}/g, "…");
  const [, words = title, list = ""] = /^(.*) \(([^()]*)\)$/.exec(title) ?? [];
  const ids = list.split(", ").filter((id) => /^(V\d|ADV-)/.test(id));
  return ids.length > 0 ? { words, ids } : { words: title, ids };
}
