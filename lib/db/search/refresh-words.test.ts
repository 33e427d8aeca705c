import { beforeAll, expect, it } from "vitest";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers } from "@/lib/users/queries.ts";
import { refreshWords } from "./refresh-words.ts";

let business: TestBusiness;

beforeAll(async () => {
  business = await testBusiness();
  for (let n = 0; n < 120; n++)
    await createUser(business.owner, {
      givenName: `Łukasz O'Brien ${n}`,
      email: `lukasz${n}@${business.accountId}.example`,
      role: "user",
    });
});

const words = () =>
  inAccount(business.accountId, (db) =>
    db.searchWord.findMany({
      orderBy: [{ targetType: "asc" }, { targetId: "asc" }, { word: "asc" }],
      select: { targetType: true, targetId: true, word: true, targetMade: true },
    }),
  );
const found = async (search: string) =>
  (await listUsers(business.owner, parseListQuery(userListRules, { search }))).total;
const names = async () =>
  (await listUsers(business.owner, parseListQuery(userListRules, { pageSize: "100" }))).rows.map(
    ({ name }) => name,
  );

it("makes the words and sorted texts of existing rows again, in small steps (D14)", async () => {
  const [before, order] = [await words(), await names()];
  expect(await found("lukasz obrien")).toBe(120);

  // As an older version wrote them.
  const raw = await rawTestDatabase({ asLogin: true });
  await raw.run("UPDATE accounts SET word_rules = 0, business_name_sort = '' WHERE id = ?", [
    business.accountId,
  ]);
  await raw.run("UPDATE users SET name_sort = name WHERE account_id = ?", [business.accountId]);
  await raw.run("DELETE FROM search_words WHERE account_id = ? AND word LIKE 'ob%'", [business.accountId]);
  await raw.run(
    "UPDATE search_words SET word = 'ł' || substr(word, 2) WHERE account_id = ? AND word LIKE 'lukasz'",
    [business.accountId],
  );
  await raw.close();
  expect(await found("lukasz obrien")).toBe(0);

  let steps = 0;
  while (await refreshWords()) steps++;
  expect(steps).toBeGreaterThan(5);
  expect(await words()).toEqual(before);
  expect(await names()).toEqual(order);
  const account = await inAccount(business.accountId, (db) => db.account.findFirst());
  expect(account).toMatchObject({ wordRules: 2, businessNameSort: account?.businessName.toLowerCase() });
  expect(await refreshWords()).toBe(false);
  const cards = await listCards(
    business.owner,
    parseListQuery(cardListRules, { search: "coffee" }) as CardListQuery,
  );
  expect(cards.total).toBe(1);
});
