import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { loadCard } from "@/lib/cards/limits/load-card.ts";
import { giveBusiness, issueLoaded } from "@/lib/cards/limits/test-limits.ts";
import type { CallOptions } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import { enrolledBusiness } from "@/lib/testing/test-issuer.ts";
import { createUser } from "@/lib/users/create-user.ts";

let business: TestBusiness;
let holderId: number;
let reloadable: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  holderId = await newHolder(business);
  await giveBusiness(business, 1_000_000);
  reloadable = await issueLoaded(business, 10_000);
});

const address = {
  line1: "1 Main St",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};

/** Verbs that would be harmful twice. Each makes what carries the mark. */
const verbs = {
  address: (label: string, options: CallOptions) =>
    addAddress(business.owner, { ...address, userId: holderId, label }, options),
  card: (memo: string, options: CallOptions) =>
    issueCard(
      business.owner,
      {
        userId: holderId,
        cardType: "debit",
        form: "virtual",
        memo,
        spendLimit: null,
        spendLimitDuration: null,
      },
      options,
    ),
  load: (_mark: string, options: CallOptions) =>
    loadCard(business.owner, { cardId: reloadable, amount: 1 }, options),
  person: (mark: string, options: CallOptions) =>
    createUser(business.owner, { givenName: "Nina", email: `${mark}@lost.example`, role: "user" }, options),
  profile: (name: string, options: CallOptions) => createSpendingProfile(business.owner, { name }, options),
};
type Verb = keyof typeof verbs;

const inBusiness = <T>(read: Parameters<typeof inAccount<T>>[1]) => inAccount(business.accountId, read);

const made: Record<Exclude<Verb, "load">, (mark: string) => Promise<number>> = {
  address: (label) => inBusiness((db) => db.address.count({ where: { label } })),
  card: (memo) => inBusiness((db) => db.card.count({ where: { memo } })),
  person: (mark) => inBusiness((db) => db.user.count({ where: { email: `${mark}@lost.example` } })),
  profile: (name) => inBusiness((db) => db.spendingProfile.count({ where: { name } })),
};

/** What the card holds once everything asked for is done. */
async function loadedAmount(): Promise<number> {
  const card = await inBusiness((db) => db.card.findFirst({ where: { id: reloadable } }));
  return Number(card?.desiredSpendLimit ?? card?.spendLimit);
}

// What happens to a form whose answers are all lost: sent, sent by two presses at once, or only
// asked about.
const tries = fc.array(fc.constantFrom("send", "send at once", "ask"), { minLength: 1, maxLength: 4 });
const forms = fc.array(fc.record({ verb: fc.constantFrom(...(Object.keys(verbs) as Verb[])), tries }), {
  minLength: 10,
  maxLength: 10,
});

it("a thousand lost answers: nothing is done twice, and asking does nothing (A1)", async () => {
  let lost = 0;
  await fc.assert(
    fc.asyncProperty(forms, async (sent) => {
      for (const { verb, tries } of sent) {
        const mark = `lost ${randomUUID().slice(0, 18)}`.replaceAll(" ", "-");
        const key = { idempotencyKey: randomUUID(), leaveToWorker: true };
        const before = await loadedAmount();
        const answers: unknown[] = [];
        let isSent = false;
        for (const one of tries) {
          lost += 1;
          if (one === "ask") {
            const asked = await verbs[verb](mark, { ...key, onlyIfDone: true }).catch(({ code }) => code);
            expect(asked === "NOT_DONE").toBe(!isSent);
            continue;
          }
          isSent = true;
          const presses = one === "send" ? 1 : 2;
          answers.push(...(await Promise.all(Array.from({ length: presses }, () => verbs[verb](mark, key)))));
        }
        const effects = verb === "load" ? (await loadedAmount()) - before : await made[verb](mark);
        expect(effects, `${verb}: ${tries}`).toBe(isSent ? 1 : 0);
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      }
    }),
    { numRuns: 60 },
  );
  expect(lost).toBeGreaterThanOrEqual(1_000);
});
