import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { accountListRules } from "@/lib/accounts/account-list.ts";
import { createAccount } from "@/lib/accounts/create-account.ts";
import { listAccounts } from "@/lib/accounts/queries.ts";
import { cardFilterChoices } from "@/lib/cards/list/card-filter-choices.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { listSavedViews } from "@/lib/saved-views/queries.ts";
import { saveSavedView } from "@/lib/saved-views/save-saved-view.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { listSpendingProfiles, spendingProfilesNamed } from "@/lib/spending-profiles/queries.ts";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers } from "@/lib/users/queries.ts";
import { sortText } from "./fold.ts";

// In the order in which people look for them, on either engine.
const inOrder = ["Ada", "adam", "Ángel", "Łukasz", "Obrist", "O'Brien", "Østergård", "zoe", "Zoë Z"].sort(
  (a, b) => (sortText(a, 50) < sortText(b, 50) ? -1 : 1),
);
let business: TestBusiness;

beforeAll(async () => {
  business = await testBusiness();
  for (const [at, name] of [...inOrder].reverse().entries()) {
    await createUser(business.owner, {
      givenName: name,
      email: `sorted${at}@${business.accountId}.example`,
      role: "user",
    });
    await createSpendingProfile(business.owner, { name, dailyLimit: 100 });
    await saveSavedView(business.owner, { list: "cards", name, query: "" });
  }
});

describe("names", () => {
  it("are sorted as people sort them: adam beside Ada (D14)", () => {
    expect(inOrder).toEqual([
      "Ada",
      "adam",
      "Ángel",
      "Łukasz",
      "O'Brien",
      "Obrist",
      "Østergård",
      "zoe",
      "Zoë Z",
    ]);
  });

  it("are sorted alike in every list, page by page (D14)", async () => {
    const people: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(
        business.owner,
        parseListQuery(userListRules, { pageSize: "2", ...(after !== null && { after }) }),
      );
      people.push(...page.rows.map(({ name }) => name));
      after = page.next;
    } while (after !== null);
    expect(people.filter((name) => inOrder.includes(name))).toEqual(inOrder);

    const { rows } = await listSpendingProfiles(business.owner, parseListQuery(spendingProfileListRules, {}));
    expect(rows.map(({ name }) => name).filter((name) => name !== "Travel")).toEqual(inOrder);
    expect((await listSavedViews(business.owner)).map(({ name }) => name)).toEqual(inOrder);
    const choices = await cardFilterChoices(business.owner);
    expect(choices.profiles.map(({ name }) => name).filter((name) => name !== "Travel")).toEqual(inOrder);
  });

  it("of profiles and businesses are found in any case and without accents (D14)", async () => {
    const named = async (letters: string) =>
      (await spendingProfilesNamed(business.owner, letters)).map(({ name }) => name);
    expect(await named("OBR")).toEqual(["O'Brien", "Obrist"]);
    expect(await named("lukasz")).toEqual(["Łukasz"]);
    expect(await named("!")).toEqual([]);
    const operator = await testOperator();
    const businessName = `Weiß & Müller ${business.accountId}`;
    await createAccount(operator, {
      businessName,
      ownerGivenName: "Wilma",
      ownerEmail: `wilma@${business.accountId}.example`,
    });
    for (const search of [`weiss muller ${business.accountId}`, `MÜLLER ${business.accountId}`]) {
      const page = await listAccounts(operator, parseListQuery(accountListRules, { search }));
      expect(
        page.rows.map((row) => row.businessName),
        search,
      ).toEqual([businessName]);
    }
  });

  it("have a sorted text that is the same for every way of writing them (D14)", () => {
    const letters = fc.constantFrom(..."aAàłŁøßñ'’-. 9".split(""));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 20 }), (some) => {
        const text = some.join("");
        const sorted = sortText(text, 100);
        expect(sortText(text.normalize("NFD"), 100)).toBe(sorted);
        expect(sortText(text.toLowerCase(), 100)).toBe(sorted);
        expect(sortText(sorted, 100)).toBe(sorted);
      }),
    );
  });
});
