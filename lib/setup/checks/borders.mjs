// The borders inside the code as dependency-cruiser rules. Each comment
// says where the code belongs.
const tests = "\\.(test|setup)\\.ts$|/test-[^/]+\\.ts$|^lib/testing/";
const ground = "^lib/((process|db|fields|csv|lists|lithic)/|(error-codes|errors|money|permissions)\\.ts$)";

const packaged = (names) => `(^|node_modules/)(${names})(/|$)`;

const drivers =
  "Only lib/db and prisma/ talk to a database driver. Read with the queries of a noun, write with command().";

const rules = {
  "app-reaches-nouns": {
    comment:
      "app/ knows no database and no issuer. Read with the queries of a noun, such as @/lib/cards/queries, and write with its commands.",
    from: { path: "^app/", pathNot: tests },
    to: { path: "^(lib/(db|lithic|outbox)|prisma)/" },
  },
  "components-know-no-noun": {
    comment:
      "components/ would fit another product. Pass what it shows as props or children, from app/, which knows the nouns.",
    from: { path: "^components/" },
    to: { path: "^(app|lib|prisma)/" },
  },
  "lib-knows-no-page": {
    comment:
      "lib/ is what is true, and knows nothing of what is reachable. Move the rule to its noun in lib/ and let app/ import it.",
    from: { path: "^lib/", pathNot: `^lib/(http|server|setup)/|${tests}` },
    to: { path: "^(app|components|lib/(http|server))/" },
  },
  "adapters-know-no-page": {
    comment:
      "lib/http, lib/server, lib/setup and prisma/ serve any page. Let app/ hand over what is its own.",
    from: { path: "^(lib/(http|server|setup)|prisma)/", pathNot: tests },
    to: { path: "^(app|components)/" },
  },
  "lib-runs-without-next": {
    comment:
      "lib/ also runs in the worker, the seed and the tests, without Next. Only lib/auth and the adapters lib/http/server-action.ts and lib/http/route-handler.ts may import it.",
    from: {
      path: "^(lib|prisma)/",
      pathNot: "^lib/(auth/|http/(server-action|route-handler)\\.ts$|server/server\\.mjs$)",
    },
    to: { path: packaged("next") },
  },
  "ground-knows-no-noun": {
    comment:
      "lib/db, lib/lithic, lib/lists and what is below them know no noun and no command. Move what names a noun to lib/<noun>, or to lib/<noun>/issuer when the issuer is told or heard.",
    from: { path: ground, pathNot: tests },
    to: { path: "^lib/", pathNot: ground },
  },
  "outbox-knows-no-noun": {
    comment:
      "lib/outbox carries operations without knowing what they do. Put what is sent, confirmed and refused into lib/<noun>/issuer, and hand it over as an operation.",
    from: { path: "^lib/outbox/", pathNot: tests },
    to: {
      path: "^lib/",
      pathNot: "^lib/((process|db|fields|auth|audit-log|outbox)/|(command|read|errors|permissions)\\.ts$)",
    },
  },
  "only-the-database-knows-drivers": {
    comment: drivers,
    from: { path: ".", pathNot: "^(lib/db|lib/testing|prisma|e2e)/|^lib/setup/postgres/" },
    to: { path: [packaged("pg|@prisma/adapter-[^/]+"), "prisma/generated/[^/]+/client(\\.ts)?$"] },
  },
  "only-the-database-knows-sqlite": {
    comment: `${drivers} The simulator has a file of its own.`,
    from: { path: ".", pathNot: "^(lib/db|lib/testing|lib/lithic/simulator|prisma|e2e)/" },
    to: { path: packaged("better-sqlite3") },
  },
  "only-auth-hashes-passwords": {
    comment: "Passwords are the business of lib/auth: call it instead of bcryptjs.",
    from: { path: ".", pathNot: "^lib/auth/" },
    to: { path: packaged("bcryptjs") },
  },
  "changes-have-an-actor": {
    comment:
      "lib/db/transaction.ts knows no actor. Change with command(), read with readAs(). Only what has no actor yet (sign-in, webhooks, the outbox, jobs, the audit log, start-up) may use it.",
    from: {
      path: "^lib/",
      pathNot: `^lib/((db|auth|audit-log|bulk-jobs|webhooks|lithic|outbox|server|[^/]+/issuer)/|(command|read|note-refusal)\\.ts$)|${tests}`,
    },
    to: { path: "^lib/db/transaction\\.ts$", dependencyTypesNot: ["type-only"] },
  },
  "no-file-circle": {
    comment:
      "Two files that import each other cannot be read one after the other. Move what both need into a third file, or into the lower of the two.",
    from: { path: ".", pathNot: tests },
    to: { circular: true },
  },
  "no-folder-circle": {
    scope: "folder",
    comment:
      "Arrows point down: app to lib/<noun> to lib/outbox to lib/lithic to lib/db. Move what the lower folder needs down, or hand it over as a value.",
    from: {},
    to: { circular: true },
  },
};

/** All borders, with their names. */
export const borders = Object.entries(rules).map(([name, rule]) => ({ name, severity: "error", ...rule }));

/** The pattern of test files and of files that only tests use. */
export const testFiles = tests;
