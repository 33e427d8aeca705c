import { writeFileSync } from "node:fs";
import { chapters as allChapters } from "./requirements.mjs";
import { foundTests } from "./test-titles.mjs";

/** Writes docs/asvs.md. Throws one error that lists everything wrong between requirements and
 *  tests. */
export function writeAsvs() {
  const tests = foundTests();
  const problems = asvsProblems(allChapters, tests);
  if (problems.length)
    throw new Error(`Requirements and tests do not fit together:\n  ${problems.join("\n  ")}`);
  writeFileSync("docs/asvs.md", asvsDocument(allChapters, tests));
}

/** What is wrong between the requirements and the tests, one sentence each. Empty when nothing
 *  is. */
export function asvsProblems(chapters, tests) {
  const requirements = chapters.flatMap((chapter) => chapter.requirements);
  const known = new Set(requirements.map(([id]) => id));
  const named = new Set(tests.flatMap(({ ids }) => ids));
  // Tests may name requirements of other chapters of ASVS, which the document leaves out.
  const listed = new Set(requirements.map(([id]) => chapterOf(id)));
  return [
    ...requirements.flatMap(([id, , reason]) => {
      if (reason && named.has(id))
        return [`${id} has a test and a reason to have none: remove the reason in requirements.mjs.`];
      if (reason || named.has(id)) return [];
      return [`${id} has no test: name it in a title, as (${id}), or say why not in requirements.mjs.`];
    }),
    ...tests.flatMap(({ ids, title, file }) =>
      ids
        .filter((id) => listed.has(chapterOf(id)) && !known.has(id))
        .map((id) => `${file} names ${id}, which is no requirement: "${title}".`),
    ),
  ];
}

const chapterOf = (id) => /^(V\d+|ADV)/.exec(id)?.[0];

/** The text of docs/asvs.md: a table for each chapter, with the tests of each requirement or the
 *  reason why it has none. */
export function asvsDocument(chapters, tests) {
  const all = chapters.flatMap(({ requirements }) => requirements);
  const untested = all.filter(([, , reason]) => reason).length;
  const head = `# Requirements and their tests

Written by \`node lib/setup/asvs/write-asvs.mjs\` from \`lib/setup/asvs/requirements.mjs\` and the titles of the tests; change it there.

The chapters V6 to V9 of [OWASP ASVS 5.0.0](https://github.com/OWASP/ASVS) in our own words, and published advisories that the portal must be
immune to. Of ${all.length} requirements ${all.length - untested} have tests and ${untested} a reason why not.`;
  return `${[head, ...chapters.map((chapter) => table(chapter, tests))].join("\n\n")}\n`;
}

function table({ name, requirements }, tests) {
  const rows = requirements.map(([id, words, reason]) => {
    const own = tests.filter(({ ids }) => ids.includes(id));
    const proof = own.map(({ title, file }) => `${inCell(title)} · \`${file}\``).join("<br>");
    return `| ${id} | ${inCell(words)} | ${reason ? `*No test.* ${inCell(reason)}` : proof} |`;
  });
  return `## ${name}\n\n| id | requirement | tests |\n|---|---|---|\n${rows.join("\n")}`;
}

const inCell = (text) => text.replace(/[\\|<>*_[\]]/g, "\\$&");
