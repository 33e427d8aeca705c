import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { borders } from "./borders.mjs";
import { findBreaches } from "./check-borders.mjs";

const imports = (path: string) => `import "${path}";\nexport const one = 1;\n`;
const empty = "export const one = 1;\n";

// For each border: files that cross it, starting with the blamed one, and where the code belongs.
const crossings: Record<string, { files: Record<string, string>; sentence: RegExp }> = {
  "app-reaches-nouns": {
    files: { "app/cards/page.tsx": imports("@/lib/db/client.ts") },
    sentence: /Read with the queries of a noun/,
  },
  "components-know-no-noun": {
    files: { "components/ui/card.tsx": imports("@/lib/cards/card.ts") },
    sentence: /Pass what it shows as props or children/,
  },
  "lib-knows-no-page": {
    files: { "lib/cards/state/freeze-card.ts": imports("@/lib/http/form.ts") },
    sentence: /Move the rule to its noun in lib/,
  },
  "adapters-know-no-page": {
    files: { "lib/http/form.ts": imports("@/components/ui/button.tsx") },
    sentence: /Let app\/ hand over what is its own/,
  },
  "lib-runs-without-next": {
    files: { "lib/cards/state/close-card.ts": imports("next/cache") },
    sentence: /Only lib\/auth and the adapters/,
  },
  "ground-knows-no-noun": {
    files: { "lib/lithic/cards.ts": imports("@/lib/cards/card.ts") },
    sentence: /to lib\/<noun>\/issuer when the issuer is told or heard/,
  },
  "outbox-knows-no-noun": {
    files: { "lib/outbox/attempt.ts": imports("../lithic/errors.ts") },
    sentence: /hand it over as an operation/,
  },
  "only-the-database-knows-drivers": {
    files: { "lib/users/queries.ts": imports("pg") },
    sentence: /Read with the queries of a noun, write with command\(\)/,
  },
  "only-the-database-knows-sqlite": {
    files: { "lib/users/user-list.ts": imports("better-sqlite3") },
    sentence: /The simulator has a file of its own/,
  },
  "only-auth-hashes-passwords": {
    files: { "lib/users/create-user.test.ts": imports("bcryptjs") },
    sentence: /call it instead of bcryptjs/,
  },
  "changes-have-an-actor": {
    files: { "lib/cards/state/unfreeze-card.ts": imports("@/lib/db/transaction.ts") },
    sentence: /Change with command\(\), read with readAs\(\)/,
  },
  "no-file-circle": {
    files: {
      "lib/csv/read-csv.ts": imports("./write-csv.ts"),
      "lib/csv/write-csv.ts": 'import type { one } from "./read-csv.ts";\nexport type Two = typeof one;\n',
    },
    sentence: /into a third file, or into the lower of the two/,
  },
  "no-folder-circle": {
    files: {
      "lib/addresses": "",
      "lib/addresses/add-address.ts": imports("@/lib/settings/setting.ts"),
      "lib/addresses/address.ts": empty,
      "lib/settings/set-setting.ts": imports("@/lib/addresses/address.ts"),
      "lib/settings/setting.ts": empty,
    },
    sentence: /Move what the lower folder needs down, or hand it over as a value/,
  },
};

// Imports that look like a crossing but are allowed.
const allowed: Record<string, string> = {
  "app/cards/actions.ts": imports("@/lib/cards/card.ts"),
  "components/ui/button.tsx": empty,
  "lib/auth/sign-in/next-auth.ts": `${imports("next/headers")}import "bcryptjs";\n`,
  "lib/cards/card.ts": empty,
  "lib/cards/list/card-source.ts":
    'import type { one } from "@/lib/db/transaction.ts";\nexport type T = typeof one;\n',
  "lib/cards/cards.test.ts": imports("@/lib/db/transaction.ts"),
  "lib/cards/issuer/set-card-state.ts": imports("../card.ts"),
  "lib/cards/issue/renew-card.ts": imports("./issuer/set-card-state.ts"),
  "lib/command.ts": imports("@/lib/db/transaction.ts"),
  "lib/db/client.ts": imports("pg"),
  "lib/db/plans/query-plans.test.ts": imports("@/lib/cards/card.ts"),
  "lib/db/transaction.ts": empty,
  "lib/db/raw/raw-database.ts": imports("../client.ts"),
  "lib/lithic/errors.ts": empty,
  "lib/lithic/simulator/store.ts": imports("better-sqlite3"),
};

let root: string;
let breaches: Awaited<ReturnType<typeof findBreaches>>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "borders-"));
  const crossing = Object.values(crossings).map(({ files }) => files);
  for (const [path, text] of Object.entries(Object.assign({}, allowed, ...crossing) as typeof allowed)) {
    if (!text) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  breaches = await findBreaches(root);
});
afterAll(() => rmSync(root, { recursive: true }));

it.each(Object.entries(crossings))("%s is said with where the code belongs", (rule, { files, sentence }) => {
  const blamed = Object.keys(files)[0] ?? "";
  const breach = breaches.find((one) => one.rule === rule && one.from === blamed);
  expect(breach?.words).toContain(`${blamed} → `);
  expect(breach?.words).toMatch(sentence);
});

it("has a crossing here for every border", () => {
  expect(Object.keys(crossings)).toEqual(borders.map(({ name }) => name));
});

it("blames no file that stays within the borders", () => {
  const blamed = breaches.map(({ from }) => from);
  expect(blamed.filter((from) => from in allowed)).toEqual([]);
});
