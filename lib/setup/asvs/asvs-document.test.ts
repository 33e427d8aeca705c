import { expect, test } from "vitest";
import { asvsDocument, asvsProblems } from "./asvs-document.mjs";
import { chapters } from "./requirements.mjs";
import { foundTests, testsIn } from "./test-titles.mjs";

const two = [
  {
    name: "V6 Authentication",
    requirements: [
      ["V6.1.1", "Limits are documented"],
      ["V6.1.2", "Hints | questions", "There are none."],
    ],
  },
];
const proof = { file: "lib/a.test.ts", title: "limits › stand", ids: ["V6.1.1"] };

test("every requirement has a test, or a reason why not", () => {
  expect(asvsProblems(chapters, foundTests())).toEqual([]);
  const ids = chapters.flatMap(({ requirements }) => requirements.map(([id]) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

test("what does not fit together is said in words", () => {
  expect(asvsProblems(two, [proof])).toEqual([]);
  expect(asvsProblems(two, [])).toEqual([
    "V6.1.1 has no test: name it in a title, as (V6.1.1), or say why not in requirements.mjs.",
  ]);
  expect(asvsProblems(two, [proof, { ...proof, ids: ["V6.1.2", "V6.9.9", "V12.3.1"] }])).toEqual([
    "V6.1.2 has a test and a reason to have none: remove the reason in requirements.mjs.",
    'lib/a.test.ts names V6.9.9, which is no requirement: "limits › stand".',
  ]);
});

test("the document has a row for each requirement", () => {
  const lines = asvsDocument(two, [proof]).split("\n");
  expect(lines.filter((line) => line.startsWith("| V"))).toEqual([
    "| V6.1.1 | Limits are documented | limits › stand · `lib/a.test.ts` |",
    "| V6.1.2 | Hints \\| questions | *No test.* There are none. |",
  ]);
  expect(lines.join(" ")).toContain("Of 2 requirements 1 have tests and 1 a reason why not.");
});

test("titles are read with the blocks around them, however the test is written", () => {
  // Of chapters that the document leaves out, because this file is read too.
  const text = `
describe("a key", () => {
  it("works (V1.1.1, F-20)", async () => {
    expect(call("no title (V1.1.1)")).toBe(1);
  });

  it.each([
    ["a", 1],
  ])("is refused: %s (V1.2.1)", () => {});
});

describe.each(all)(
  "$name",
  () => {},
);

for (const route of routes)
  test(
    \`\${route} from anywhere (V2.2.1)\`,
    () => {},
  );

test.describe("all (V3.2.1)", () => {
  test("is not named (twice)", () => {});
});
`;
  expect(testsIn("a.test.ts", text)).toEqual([
    { file: "a.test.ts", title: "a key › works", ids: ["V1.1.1"] },
    { file: "a.test.ts", title: "a key › is refused: %s", ids: ["V1.2.1"] },
    { file: "a.test.ts", title: "… from anywhere", ids: ["V2.2.1"] },
    { file: "a.test.ts", title: "all", ids: ["V3.2.1"] },
  ]);
});
