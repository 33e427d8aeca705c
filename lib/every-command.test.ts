/// <reference types="vite/types/importMeta.d.ts" />
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { type Command, command } from "@/lib/command.ts";
import type { RawDatabase } from "@/lib/db/upkeep/raw-database.ts";
import { AppError } from "@/lib/errors.ts";
import { type Permission, reachFor, reachOf } from "@/lib/permissions.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import {
  rawTestDatabase,
  type TestBusiness,
  testBusiness,
  testOperator,
} from "@/lib/testing/test-database.ts";
import { type RowIds, testRows } from "@/lib/testing/test-rows.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

/** Rows of a business that an input can point at. */
interface Rows extends RowIds {
  readonly DeletedSpendingProfile: number;
}

/** An input that a command takes: the fields that point at rows, and everything else. */
interface Sample {
  readonly ids?: Readonly<Record<string, keyof Rows>>;
  readonly rest?: Readonly<Record<string, unknown>>;
  /** Fields whose row is chosen in a form: one that is not there is bad input at that field, not a missing page. */
  readonly chosen?: readonly string[];
}

const address = {
  line1: "1 Main St",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};
const lease = { owner: "nobody" };
const transaction = {
  ...{
    token: randomUUID(),
    status: "declined",
    declineReason: "CARD_PAUSED",
    declinedBy: null,
    created: new Date(),
  },
  ...{
    currency: "USD",
    merchantAmount: 100,
    merchantCurrency: "EUR",
    merchantName: "Shop",
    merchantCategory: "5411",
    merchantCountry: null,
  },
  steps: [
    {
      token: randomUUID(),
      kind: "authorization",
      result: "declined",
      detail: null,
      amount: 100,
      occurredAt: new Date(),
    },
  ],
};

const sampleInputs: Readonly<Record<string, Sample>> = {
  activateCard: { ids: { cardId: "Card" } },
  addAddress: { ids: { userId: "User" }, rest: { ...address, label: "Depot" } },
  cancelBulkJob: { ids: { jobId: "BulkJob" } },
  changeAddress: { ids: { addressId: "Address" }, rest: { label: "Warehouse" } },
  changeCardLimit: { ids: { cardId: "Card" }, rest: { spendLimit: 50_000, spendLimitDuration: "monthly" } },
  changeCardMemo: { ids: { cardId: "Card" }, rest: { memo: "Trains" } },
  changeCardProduct: { ids: { cardProductId: "CardProduct" }, rest: { name: "Premium" } },
  changeSpendingProfile: { ids: { spendingProfileId: "SpendingProfile" }, rest: { description: "Trains" } },
  changeUser: { ids: { userId: "User" }, rest: { name: "Somebody" } },
  closeCard: { ids: { cardId: "Card" }, rest: { reason: "Lost", lastFour: "" } },
  confirmAccount: {
    ids: { operationId: "LithicOperation" },
    rest: {
      ...lease,
      accountToken: randomUUID(),
      holderToken: randomUUID(),
      financialAccountToken: randomUUID(),
      balance: 1,
    },
  },
  confirmCard: {
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, wanted: null, card: { token: randomUUID(), lastFour: "4242", status: "active" } },
  },
  confirmCardChange: { ids: { operationId: "LithicOperation" }, rest: { ...lease, limit: null } },
  confirmPrint: {
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, shippingAddressId: 1, status: "active" },
  },
  confirmUser: {
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, accountToken: randomUUID(), holderToken: randomUUID() },
  },
  convertCard: { ids: { cardId: "Card" }, rest: { shippingAddressId: 1 } },
  createAccount: {
    rest: { businessName: "Sample", ownerName: "Sam Sample", ownerEmail: "sam@sample.example" },
  },
  createCardProduct: { rest: { name: "Metal", form: "physical" } },
  createPlatform: { rest: { businessName: "Second platform", ownerEmail: "second@platform.example" } },
  createSpendingProfile: { rest: { name: "Sample" } },
  createUser: { rest: { name: "Nora New", email: "nora@sample.example", role: "user" } },
  deactivateUser: { ids: { userId: "User" }, rest: { reason: "Left" } },
  deleteSavedView: { ids: { savedViewId: "SavedView" } },
  deleteSpendingProfile: { ids: { spendingProfileId: "SpendingProfile" } },
  endSession: { ids: { sessionId: "Session" }, rest: { revokedReason: "Sample" } },
  enrolAccount: { rest: address },
  exportCards: { rest: { list: "?status=frozen", columns: ["memo"] } },
  forgetAttempts: { ids: { userId: "User" }, rest: { comparedHash: "sample" } },
  freezeCard: { ids: { cardId: "Card" }, rest: { reason: "Lost" } },
  issueCard: { ids: { userId: "User" }, rest: { cardType: "debit", form: "virtual" }, chosen: ["userId"] },
  // That nobody has this address is found out first, so that there is not the one card that was expected.
  issueCardsFromCsv: {
    rest: {
      csv: "Holder e-mail,Card type,Form\nnobody@sample.example,Debit,Virtual\n",
      fileName: "cards.csv",
      cards: 1,
    },
  },
  loadCard: { ids: { cardId: "Card" }, rest: { amount: 10_000 } },
  mirrorCard: { ids: { cardId: "Card" }, rest: { status: "active", awaitsActivation: false } },
  noteReveal: { ids: { cardId: "Card" } },
  openSession: { ids: { userId: "User" }, rest: { tokenHash: "sample", comparedHash: "sample" } },
  recordTransaction: { ids: { cardId: "Card" }, rest: { transaction } },
  refuseAccount: { ids: { operationId: "LithicOperation" }, rest: { ...lease, message: "No" } },
  refuseCardChange: {
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No", limit: null },
  },
  refuseCard: {
    ids: { operationId: "LithicOperation" },
    rest: { ...lease, message: "No", wanted: null, status: null },
  },
  refuseUser: { ids: { operationId: "LithicOperation" }, rest: { ...lease, message: "No" } },
  reissueCard: { ids: { cardId: "Card" } },
  removeAddress: { ids: { addressId: "Address" } },
  renewCard: { ids: { cardId: "Card" } },
  renameAccount: { rest: { businessName: "Sample" } },
  replaceCard: { ids: { cardId: "Card" }, rest: { reason: "lost" } },
  restoreAccount: { rest: { reason: "Paid" } },
  restoreSpendingProfile: { ids: { spendingProfileId: "DeletedSpendingProfile" } },
  saveSavedView: { rest: { list: "cards", name: "Sample", query: "status=frozen" } },
  setSetting: { rest: { name: "notifications.declines", value: false } },
  startBulkJob: { rest: { verb: "card.freeze", cards: { query: "status=active" }, reason: "Lost" } },
  suspendAccount: { rest: { reason: "Unpaid" } },
  trySignIn: { ids: { userId: "User" } },
  unloadCard: { ids: { cardId: "Card" }, rest: { amount: 10_000 } },
  unfreezeCard: { ids: { cardId: "Card" } },
};

const sources = import.meta.glob<string>(["/lib/**/*.ts", "!/lib/**/*.test.ts", "!/lib/**/test-*.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const modules = import.meta.glob<Record<string, unknown>>([
  "/lib/**/*.ts",
  "!/lib/**/*.test.ts",
  "!/lib/**/test-*.ts",
]);

// Only what speaks of commands is loaded: some files are programs.
const loaded = await Promise.all(
  Object.entries(modules)
    .filter(([path]) => /\bcommand\b/i.test(sources[path] ?? ""))
    .map(([, load]) => load()),
);
const commands = loaded
  .flatMap((module) => Object.entries(module))
  .filter((entry): entry is [string, Command] => isCommand(entry[1]))
  .map(([name, run]) => ({ name, run, permission: run.commandName }))
  .sort((a, b) => a.name.localeCompare(b.name));

function isCommand(value: unknown): value is Command {
  return typeof value === "function" && "commandName" in value;
}

let ours: TestBusiness;
let ourRows: Rows;
let theirs: TestBusiness;
let theirRows: Rows;
let operator: Actor;
let ownersCardId: number;
let ownersViewId: number;
let administrator: RawDatabase;

beforeAll(async () => {
  operator = await testOperator();
  ours = await testBusiness();
  ourRows = await rowsOf(ours);
  ownersCardId = await addCard(ours.system, { userId: ours.owner.userId });
  ownersViewId = await addSavedView(ours.system, { userId: ours.owner.userId });
  theirs = await testBusiness();
  theirRows = await rowsOf(theirs);
  administrator = await rawTestDatabase({ asLogin: true });
});
afterAll(() => administrator.close());

async function rowsOf(business: TestBusiness): Promise<Rows> {
  const rows = await testRows(business);
  await makeKnown(business.system, { token: randomUUID() });
  const { spendingProfileId } = await createSpendingProfile(business.owner, { name: "Deleted" });
  await deleteSpendingProfile(business.owner, { spendingProfileId });
  return { ...rows, DeletedSpendingProfile: spendingProfileId };
}

// The cardholder has a card already.
async function ownRowsOf({ userId, role }: Actor, { system }: TestBusiness): Promise<Partial<Rows>> {
  if (userId === null) return {};
  const SavedView = await addSavedView(system, { userId });
  return role === "user" ? { SavedView } : { SavedView, Card: await addCard(system, { userId }) };
}

// Without it nothing could be asked of the issuer, whatever the rows.
const makeKnown = command({
  name: "demo.seed",
  input: z.strictObject({ token: z.uuid() }),
  async run({ db, actor, input: { token } }) {
    await db.update("Account", await db.findForUpdate("Account", actor.accountId), {
      lithicAccountToken: token,
    });
    return null;
  },
});

const addCard = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int().nullable() }),
  async run({ db, input }) {
    return (await db.insert("Card", { userId: Number(input.userId), cardType: "debit", form: "virtual" })).id;
  },
});

const addSavedView = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int().nullable() }),
  async run({ db, input }) {
    return (
      await db.insert("SavedView", { userId: Number(input.userId), list: "cards", name: "Mine", query: "" })
    ).id;
  },
});

describe("every command", () => {
  it("is found, with a sample of what it takes", () => {
    const missing = commands
      .filter(({ name }) => !Object.hasOwn(sampleInputs, name))
      .map(
        ({ name }) =>
          `Add ${name} to sampleInputs: which rows its ids are of, and what else a valid input of it has.`,
      );
    expect(missing).toEqual([]);
    const gone = Object.keys(sampleInputs).filter((name) => !commands.some((one) => one.name === name));
    expect(gone, "samples of commands that are not there any more").toEqual([]);
    expect(commands.length).toBeGreaterThan(30);
  });
});

const roles = ["owner", "admin", "user", "analyst", "operator"] as const;

const junk = [
  null,
  [],
  "junk",
  42,
  { junk: 1 },
  { id: "1 OR 1=1", cardId: { not: "" }, userId: [1], version: -1 },
  nested(200),
];

describe.each(commands)("$name", ({ name, run, permission }) => {
  const idFields = Object.entries(sampleInputs[name]?.ids ?? {});

  it.each(roles)("is refused to the %s without the permission, whatever is sent", async (role) => {
    for (const actor of actorsIn(role, ours)) {
      if (reachFor(actor, permission)) continue;
      const inputs = [{}, ...junk, sampleOf(name, ourRows), sampleOf(name, theirRows)];
      const before = await everything();
      const notedBefore = await noted(actor.homeAccountId);
      for (const input of inputs)
        expect(await answer(input, actor), JSON.stringify(input)).toMatchObject({ code: "FORBIDDEN" });
      expect(await everything()).toEqual(before);
      const refusals = inputs.map(() => [permission, "refused", actor.userId]);
      expect((await noted(actor.homeAccountId)).slice(notedBefore.length)).toEqual(refusals);
    }
  });

  it.each(["owner", "admin", "user", "analyst"] as const)(
    "is refused to the %s who strayed into another business",
    async (role) => {
      const before = await everything();
      const strayed = { ...ours[role], accountId: theirs.accountId };
      for (const input of [{}, sampleOf(name, theirRows), sampleOf(name, ourRows)])
        expect(await answer(input, strayed)).toMatchObject({ code: "FORBIDDEN" });
      expect(await everything()).toEqual(before);
    },
  );

  it("answers bad input with a code, and changes nothing", async () => {
    const sample = sampleOf(name, ourRows);
    const empty = Object.keys(sample).length > 0 ? [{}] : [];
    const before = await everything();
    for (const actor of permittedActors(permission, ours))
      for (const input of [
        ...empty,
        ...junk,
        ...eachFieldAsJunk(sample),
        { ...sample, accountId: theirs.accountId },
      ])
        expect(await answer(input, actor), JSON.stringify(input)).toMatchObject({ code: "INVALID_INPUT" });
    expect(await everything()).toEqual(before);
  });

  it.each(idFields)(
    "answers the %s of another business's row as if there were none",
    async (field, model) => {
      const before = await everything();
      const isChosen = sampleInputs[name]?.chosen?.includes(field);
      const expected = isChosen
        ? { code: "INVALID_INPUT", fields: { [field]: expect.any(String) } }
        : { code: "NOT_FOUND" };
      for (const actor of permittedActors(permission, ours)) {
        const foreign = await answer({ ...sampleOf(name, ourRows), [field]: theirRows[model] }, actor);
        expect(foreign).toMatchObject(expected);
        expect(foreign).toEqual(await answer({ ...sampleOf(name, ourRows), [field]: 2_000_000_000 }, actor));
      }
      expect(await everything()).toEqual(before);
    },
  );

  it.each(idFields)(
    "answers the %s of somebody else's row the same where only one's own counts",
    async (field, model) => {
      const before = await everything();
      for (const actor of permittedActors(permission, ours)) {
        if (reachFor(actor, permission) !== "own") continue;
        const rows = rowsOfOthers(actor);
        expect(Object.keys(rows), `Say in rowsOfOthers which ${model} is somebody else's.`).toContain(model);
        expect(await answer({ ...sampleOf(name, ourRows), [field]: rows[model] }, actor)).toMatchObject({
          code: "NOT_FOUND",
        });
      }
      expect(await everything()).toEqual(before);
    },
  );

  const permittedRoles = roles.filter((role) => reachOf(role, permission));
  it.each(permittedRoles.length > 0 ? permittedRoles : (["system"] as const))(
    "takes the sample from the %s",
    async (role) => {
      const business = await testBusiness();
      const actors = role === "system" ? [business.system] : actorsIn(role, business);
      const actor = actors.findLast((actor) => reachFor(actor, permission));
      const isOwn = actor && reachFor(actor, permission) === "own";
      const rows = { ...(await rowsOf(business)), ...(isOwn && (await ownRowsOf(actor, business))) };
      const code = (await answer(sampleOf(name, rows), actor ?? business.system)).code;
      expect(["DONE", "RULE_BROKEN", "STALE", "DUPLICATE"]).toContain(code);
    },
  );

  async function answer(input: unknown, actor: Actor) {
    try {
      await run(actor, input);
      return { code: "DONE" };
    } catch (error) {
      return error instanceof AppError
        ? { code: error.code, message: error.message, fields: error.fields }
        : { code: `broken: ${error}` };
    }
  }
});

function sampleOf(name: string, rows: Rows): Record<string, unknown> {
  const { ids = {}, rest = {} } = sampleInputs[name] ?? {};
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(ids).map(([field, model]) => [field, rows[model]])),
  };
}

function nested(depth: number): unknown {
  return depth === 0 ? "junk" : { name: nested(depth - 1) };
}

function eachFieldAsJunk(input: Record<string, unknown>): Record<string, unknown>[] {
  return Object.entries(input).map(([field, value]) => ({
    ...input,
    [field]: typeof value === "number" ? "1 OR 1=1" : { not: "" },
  }));
}

// An operator also acts from their own account.
function actorsIn(role: (typeof roles)[number], business: TestBusiness): Actor[] {
  return role === "operator" ? [operator, actingIn(operator, business.accountId)] : [business[role]];
}

function permittedActors(permission: Permission, business: TestBusiness): Actor[] {
  const people = roles
    .flatMap((role) => actorsIn(role, business))
    .filter((actor) => reachFor(actor, permission));
  return people.length > 0 ? people : [business.system];
}

function rowsOfOthers(actor: Actor): Partial<Record<keyof Rows, number | string | null>> {
  return actor === ours.user
    ? { Card: ownersCardId, User: ours.owner.userId, SavedView: ownersViewId }
    : { Card: ours.cardId, User: ours.user.userId, SavedView: ourRows.SavedView };
}

/** Every row of every table but the audit log's. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = Object.values<DescribedModel>(schemaMap).map(({ table }) => table);
  const rows: Record<string, unknown> = {};
  for (const table of tables.filter((table) => !table.startsWith("audit_")))
    rows[table] = await administrator.rows(`SELECT * FROM ${table} ORDER BY id`);
  return rows;
}

function noted(accountId: number) {
  return administrator.rows(
    "SELECT action, outcome, actor_user_id FROM audit_logs WHERE account_id = ? ORDER BY seq",
    [accountId],
  );
}
