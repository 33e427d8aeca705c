// npm run db:seed [-- --if-empty] [-- --cards N --transactions N --accounts N --seed S]: creates
// the demo, and bulk rows.
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command } from "@/lib/command.ts";
import { connection } from "@/lib/db/client.ts";
import { env } from "@/lib/process/env.ts";
import { addBulkRows } from "./bulk-rows.ts";
import { demoState, seedDemo } from "./demo.ts";
import { demoBusinesses, demoOperator } from "./demo-data.ts";

// Nobody else calls the built-in issuer yet, so nobody has to wait for its rates.
process.env.ISSUER_SIMULATOR_RATES = "none";

const noteBulkRows = command({
  name: "demo.seed",
  input: z.strictObject({
    cards: z.int(),
    transactions: z.int(),
    users: z.int(),
    spendingProfiles: z.int(),
    overAccounts: z.int(),
    seed: z.int(),
  }),
  async run({ db, actor, input }) {
    db.note("Account", actor.accountId, input);
    return null;
  },
});

class WrongArgument extends Error {}

try {
  await seed();
} catch (error) {
  if (!(error instanceof WrongArgument)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await connection().close();
}

async function seed(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "if-empty": { type: "boolean", default: false },
      cards: { type: "string", default: "0" },
      transactions: { type: "string", default: "0" },
      accounts: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
    },
  });
  const sizes = {
    cards: wholeNumber("cards", values.cards),
    transactions: wholeNumber("transactions", values.transactions),
    accounts: wholeNumber("accounts", values.accounts),
    seed: wholeNumber("seed", values.seed),
  };
  if (sizes.cards === 0 && sizes.transactions + sizes.accounts > 0)
    throw new WrongArgument("--cards is missing: transactions and accounts need cards. Nothing was written.");
  await demo(values["if-empty"]);
  if (sizes.cards > 0) await bulk(sizes);
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new WrongArgument(`--${name} takes a whole number up to 999,999,999. Nothing was written.`);
  return Number(text);
}

async function demo(ifEmpty: boolean): Promise<void> {
  if (env().LITHIC_ENVIRONMENT !== "simulator") {
    if (!ifEmpty)
      console.log("The demo is for the built-in issuer; with Lithic as the issuer it is not written.");
    return;
  }
  const state = await demoState();
  if (state === "not wanted") {
    if (!ifEmpty) console.log("This portal was set up without the demo; the demo was not written.");
    return;
  }
  if (state === "absent") {
    const password = process.env.DEMO_PASSWORD ?? "";
    if ([...password].length < 15)
      throw new WrongArgument(
        "DEMO_PASSWORD is missing or shorter than 15 characters. Set it to the password of the demo sign-ins.",
      );
    await seedDemo(password);
    console.log("The demo was written.");
  } else {
    console.log("The demo is already there; nothing was changed.");
  }
  const people = [
    ...demoBusinesses.flatMap((business) =>
      business.people.map((person) => ({ ...person, of: business.name })),
    ),
    { ...demoOperator, of: "the platform" },
  ];
  console.log("Sign-ins:");
  for (const { email, role, of } of people)
    console.log(`  ${email.padEnd(22)} ${role === "user" ? "cardholder" : role} of ${of}`);
  console.log("  password: DEMO_PASSWORD in .env.local");
}

async function bulk(sizes: {
  cards: number;
  transactions: number;
  accounts: number;
  seed: number;
}): Promise<void> {
  const demoOwner = sizes.accounts ? null : await findUserByEmail(demoBusinesses[0]?.people[0].email ?? "");
  if (sizes.accounts === 0 && !demoOwner)
    throw new WrongArgument(
      "There is no demo business to add to: say over how many new accounts with --accounts.",
    );
  const { accountIds, users, profiles, rows, seconds } = await addBulkRows(
    env().DATABASE_URL,
    sizes,
    demoOwner?.accountId,
  );
  const note = {
    cards: sizes.cards,
    transactions: sizes.transactions,
    users,
    spendingProfiles: profiles,
    overAccounts: accountIds.length,
    seed: sizes.seed,
  };
  for (const accountId of accountIds) await noteBulkRows(systemActor("seed", accountId, randomUUID()), note);
  const rate = Math.round(rows / seconds).toLocaleString("en");
  console.log(
    `${rows.toLocaleString("en")} rows added to ${accountIds.length} accounts in ${seconds.toFixed(1)} s: ${rate} rows/s, indexes included.`,
  );
}
