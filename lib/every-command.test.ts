/// <reference types="vite/types/importMeta.d.ts" />
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { type Command, command } from "@/lib/command.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { AppError, type ErrorCode } from "@/lib/errors.ts";
import { writeRepeatedRefusals } from "@/lib/note-refusal.ts";
import { type Permission, type Role, reachFor } from "@/lib/permissions.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import {
  rawTestDatabase,
  type TestBusiness,
  testBusiness,
  testOperator,
  testSystem,
} from "@/lib/testing/test-database.ts";
import { freshEmail, type Rows, sampleInputs } from "@/lib/testing/test-inputs.ts";
import { testRows, testTotpSecret } from "@/lib/testing/test-rows.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { removeUser } from "@/lib/users/leaving/remove-user.ts";
import { newPerson } from "@/lib/users/test-users.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

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

// Only files that mention commands are loaded, because some files are programs.
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
let ownersSessionId: number;
let ownersFactorId: number;
let administrator: RawDatabase;

beforeAll(async () => {
  operator = await testOperator();
  ours = await testBusiness();
  ourRows = await rowsOf(ours);
  ownersCardId = await addCard(ours.system, { userId: ours.owner.userId });
  ownersViewId = await addSavedView(ours.system, { userId: ours.owner.userId });
  ownersSessionId = await addSession(ours.system, { userId: ours.owner.userId });
  ownersFactorId = await addSecondFactor(ours.system, { userId: ours.owner.userId });
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
  const removed = { ...newPerson("user"), email: freshEmail() };
  const { userId } = await createUser(business.owner, removed);
  await removeUser(business.owner, { userId });
  return { ...rows, DeletedSpendingProfile: spendingProfileId, RemovedUser: userId };
}

// The cardholder already has a card and a second factor. An operator has neither cards nor views.
async function ownRowsOf({ userId, role, accountId }: Actor): Promise<Partial<Rows>> {
  if (userId === null) return {};
  const system = testSystem(accountId);
  const signedIn = { User: userId, Session: await addSession(system, { userId }) };
  if (role === "user") return { ...signedIn, SavedView: await addSavedView(system, { userId }) };
  const withFactor = { ...signedIn, SecondFactor: await addSecondFactor(system, { userId }) };
  if (role === "operator") return withFactor;
  const own = { ...withFactor, SavedView: await addSavedView(system, { userId }) };
  return { ...own, Card: await addCard(system, { userId }) };
}

// Without a token nothing could be sent to the issuer, whatever the rows.
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

const addSession = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int().nullable() }),
  async run({ db, now, input }) {
    const expiresAt = new Date(now.getTime() + 60_000);
    const tokenHash = randomUUID().padEnd(43, "x");
    return (await db.insert("Session", { userId: Number(input.userId), tokenHash, expiresAt })).id;
  },
});

const addSecondFactor = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int().nullable() }),
  async run({ db, input }) {
    const factor = { kind: "totp", label: "Phone", secret: testTotpSecret } as const;
    return (await db.insert("SecondFactor", { userId: Number(input.userId), ...factor })).id;
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

/** A caller of a command and the account they act in. An operator also acts inside a business. */
interface Seat {
  readonly title: string;
  readonly role: Role | "system";
  readonly isAtHome: boolean;
}

const seats: readonly Seat[] = [
  ...(["owner", "admin", "user", "analyst", "operator"] as const).map((role) => ({
    title: role,
    role,
    isAtHome: true,
  })),
  { title: "operator inside a business", role: "operator", isAtHome: false },
];

const system: Seat = { title: "system", role: "system", isAtHome: true };

/** The reach of a permission in a seat. Undefined when the seat lacks the permission. */
const reachIn = ({ role, isAtHome }: Seat, permission: Permission) =>
  reachFor({ role, accountId: 1, homeAccountId: isAtHome ? 1 : 2, apiKeyId: null }, permission);

/** The seats that may call a command. Only the system when no person may. */
function seatsWith(permission: Permission): readonly Seat[] {
  const people = seats.filter((seat) => reachIn(seat, permission));
  return people.length > 0 ? people : [system];
}

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

  const denied = seats.filter((seat) => !reachIn(seat, permission));

  it.each(denied)(
    "is refused to the $title without the permission, whatever is sent (V8.2.1)",
    async (seat) => {
      const actor = actorIn(seat, ours);
      const inputs = [{}, ...junk, sampleOf(name, ourRows), sampleOf(name, theirRows)];
      const before = await everythingNow();
      await writeRepeatedRefusals();
      const notedBefore = await noted(actor.homeAccountId);
      for (const input of inputs)
        expect(await answer(input, actor), JSON.stringify(input)).toMatchObject({ code: "FORBIDDEN" });
      await expectUnchanged(before);
      await writeRepeatedRefusals();
      const rows = (await noted(actor.homeAccountId)).slice(notedBefore.length);
      for (const [action, outcome, userId] of rows)
        expect([action, outcome, userId]).toEqual([permission, "refused", actor.userId]);
      const times = rows.map(([, , , changes]) => JSON.parse(String(changes)).times?.[1] ?? 1);
      expect(times.reduce((sum, one) => sum + one, 0)).toBe(inputs.length);
    },
  );

  it.each(["owner", "admin", "user", "analyst"] as const)(
    "is refused to the %s who strayed into another business",
    async (role) => {
      const before = await everythingNow();
      const strayed = { ...ours[role], accountId: theirs.accountId };
      for (const input of [{}, sampleOf(name, theirRows), sampleOf(name, ourRows)])
        expect(await answer(input, strayed)).toMatchObject({ code: "FORBIDDEN" });
      await expectUnchanged(before);
    },
  );

  it("answers bad input with a code, and changes nothing (V8.2.3, ADV-P1)", async () => {
    const sample = sampleOf(name, ourRows);
    const empty = Object.keys(sample).length > 0 ? [{}] : [];
    const before = await everythingNow();
    for (const actor of permittedActors(permission, ours))
      for (const input of [
        ...empty,
        ...junk,
        ...eachFieldAsJunk(sample),
        { ...sample, accountId: theirs.accountId },
      ])
        expect(await answer(input, actor), JSON.stringify(input)).toMatchObject({ code: "INVALID_INPUT" });
    await expectUnchanged(before);
  });

  it.each(idFields)(
    "answers the %s of another business's row as if there were none (V8.2.2)",
    async (field, model) => {
      const before = await everythingNow();
      const isChosen = sampleInputs[name]?.chosen?.includes(field);
      const expected = isChosen
        ? { code: "INVALID_INPUT", fields: { [field]: expect.any(String) } }
        : { code: "NOT_FOUND" };
      for (const actor of permittedActors(permission, ours)) {
        const foreign = await answer({ ...sampleOf(name, ourRows), [field]: theirRows[model] }, actor);
        expect(foreign).toMatchObject(expected);
        expect(foreign).toEqual(await answer({ ...sampleOf(name, ourRows), [field]: absent(model) }, actor));
      }
      await expectUnchanged(before);
    },
  );

  const ownSeats = seatsWith(permission).filter((seat) => reachIn(seat, permission) === "own");
  const ownCases = idFields.flatMap(([field, model]) => ownSeats.map((seat) => ({ field, model, seat })));
  it.each(ownCases)(
    "answers the $field of somebody else's row as if there were none to the $seat.title, whose own rows alone count (V8.2.2)",
    async ({ field, model, seat }) => {
      const before = await everythingNow();
      const actor = actorIn(seat, ours);
      const rows = rowsOfOthers(actor);
      expect(Object.keys(rows), `Say in rowsOfOthers which ${model} is somebody else's.`).toContain(model);
      expect(await answer({ ...sampleOf(name, ourRows), [field]: rows[model] }, actor)).toMatchObject({
        code: "NOT_FOUND",
      });
      await expectUnchanged(before);
    },
  );

  const endings = seatsWith(permission).map((seat) => ({ ...seat, ending: endingOf(name, seat) }));
  it.each(endings)("ends the sample of the $title with $ending", async ({ ending, ...seat }) => {
    known = undefined;
    const business = await testBusiness();
    const actor = actorIn(seat, business);
    const isOwn = reachIn(seat, permission) === "own";
    const rows = { ...(await rowsOf(business)), ...(isOwn && (await ownRowsOf(actor))) };
    expect(await answer(sampleOf(name, rows), actor)).toMatchObject({ code: ending });
  });

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

// The id of a row that is not there.
const absent = (model: keyof Rows) => (typeof ourRows[model] === "string" ? randomUUID() : 2_000_000_000);

function endingOf(name: string, seat: Seat): ErrorCode | "DONE" {
  const { answer = "DONE", answerAtPlatform = answer } = sampleInputs[name] ?? {};
  return seat.role === "operator" && seat.isAtHome ? answerAtPlatform : answer;
}

function sampleOf(name: string, rows: Rows): Record<string, unknown> {
  const { ids = {}, rest = {} } = sampleInputs[name] ?? {};
  return {
    ...(typeof rest === "function" ? rest() : rest),
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

function actorIn({ role, isAtHome }: Seat, business: TestBusiness): Actor {
  if (role !== "operator") return business[role];
  return isAtHome ? operator : actingIn(operator, business.accountId);
}

function permittedActors(permission: Permission, business: TestBusiness): Actor[] {
  return seatsWith(permission).map((seat) => actorIn(seat, business));
}

function rowsOfOthers(actor: Actor): Partial<Record<keyof Rows, number | string | null>> {
  return actor === ours.user
    ? {
        Card: ownersCardId,
        User: ours.owner.userId,
        SavedView: ownersViewId,
        Session: ownersSessionId,
        SecondFactor: ownersFactorId,
      }
    : {
        Card: ours.cardId,
        User: ours.user.userId,
        SavedView: ourRows.SavedView,
        Session: ourRows.Session,
        SecondFactor: ourRows.SecondFactor,
      };
}

// What one case ends with is what the next begins with, unless a case was to change something.
let known: Record<string, unknown> | undefined;

const everythingNow = async () => known ?? everything();

async function expectUnchanged(before: Record<string, unknown>): Promise<void> {
  known = await everything();
  expect(known).toEqual(before);
}

/** Every row of every table except the audit log's. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = Object.values<DescribedModel>(schemaMap).map(({ table }) => table);
  const rows: Record<string, unknown> = {};
  for (const table of tables.filter((table) => !table.startsWith("audit_")))
    rows[table] = await administrator.rows(`SELECT * FROM ${table} ORDER BY id`);
  return rows;
}

function noted(accountId: number) {
  return administrator.rows(
    "SELECT action, outcome, actor_user_id, changes FROM audit_logs WHERE account_id = ? ORDER BY seq",
    [accountId],
  );
}
