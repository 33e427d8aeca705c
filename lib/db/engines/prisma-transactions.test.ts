import { expect, it } from "vitest";
import { testBusiness } from "@/lib/testing/test-database.ts";
import { inTransaction, type Transaction } from "../transaction.ts";

// Prisma issue 30374: after a database error inside an interactive transaction, later queries
// reportedly got the answers of other queries.
const workers = 8;
const rounds = 120;

const mistakes: ((tx: Transaction, accountId: number) => Promise<unknown>)[] = [
  (tx) => tx.$queryRaw`SELECT * FROM no_such_table`,
  (tx, accountId) =>
    tx.user.create({
      data: { accountId, email: "NOT AN ADDRESS", givenName: "x", familyName: "", name: "x", role: "user" },
    }),
  (tx, accountId) =>
    tx.card.create({ data: { accountId, userId: 999_999, cardType: "debit", form: "virtual" } }),
  (tx, accountId) =>
    tx.user.createMany({
      data: [1, 2].map(() => ({
        accountId,
        email: "twice@x.example",
        givenName: "x",
        familyName: "",
        name: "x",
        role: "user",
      })),
    }),
  () => Promise.reject(new Error("thrown by the work itself")),
];

it("gives every query of an interactive transaction its own answer, with errors forced all around it", async () => {
  const businesses = await Promise.all(Array.from({ length: workers }, () => testBusiness()));
  const wrong: unknown[] = [];
  const failed = { expected: 0, unexpected: [] as unknown[] };

  const hammer = async (worker: number) => {
    const { accountId, cardId } = businesses[worker] as (typeof businesses)[number];
    for (let round = 0; round < rounds; round++) {
      const mistake = round % 3 === 2 ? undefined : mistakes[(worker + round) % mistakes.length];
      await inTransaction({ accountId }, async (tx) => {
        for (let step = 0; step < 3; step++) {
          const asked = worker * 1_000_000 + round * 10 + step;
          const [answer] = await tx.$queryRaw<{ asked: number }[]>`SELECT CAST(${asked} AS INTEGER) AS asked`;
          const card = await tx.card.findFirst({ where: { id: cardId } });
          if (Number(answer?.asked) !== asked || card?.accountId !== accountId)
            wrong.push({ asked, answer, card });
        }
        await mistake?.(tx, accountId);
      }).catch((error: unknown) => {
        if (mistake) failed.expected += 1;
        else failed.unexpected.push(error);
      });
    }
  };
  await Promise.all(businesses.map((_, worker) => hammer(worker)));

  expect(wrong).toEqual([]);
  expect(failed.unexpected).toEqual([]);
  expect(failed.expected).toBe(workers * Math.round((rounds * 2) / 3));
});
