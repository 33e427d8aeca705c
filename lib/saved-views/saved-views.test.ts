import { beforeAll, describe, expect, it } from "vitest";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { deleteSavedView } from "./delete-saved-view.ts";
import { listSavedViews, readSavedView } from "./queries.ts";
import { saveSavedView } from "./save-saved-view.ts";
import { maxSavedViews, viewQuery } from "./saved-view.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
});

const save = (name: string, query = "", actor = business.owner) =>
  saveSavedView(actor, { list: "cards", name, query });

describe("a saved view", () => {
  it("keeps what a list can be asked for, without the place in it and without anything else", () => {
    const search = "status=frozen&limitFrom=5000&sort=-memo&columns=memo,holder&search=a+b";
    expect(
      Object.fromEntries(
        new URLSearchParams(viewQuery("cards", `?${search}&after=abc&end=last&nonsense=1&status=active`)),
      ),
    ).toEqual({
      status: "frozen",
      limitFrom: "5000",
      sort: "-memo",
      columns: "memo,holder",
      search: "a b",
    });
    expect(viewQuery("cards", "javascript:alert(1)")).toBe("");
  });

  it("is seen and deleted by its owner only", async () => {
    const { savedViewId } = await save("Frozen", "status=frozen&end=last");
    expect(await listSavedViews(business.owner, "cards")).toEqual([
      { id: savedViewId, list: "cards", name: "Frozen", query: "status=frozen" },
    ]);
    expect(await listSavedViews(business.user, "cards")).toEqual([]);
    await expectRefused(() => readSavedView(business.admin, savedViewId), { code: "NOT_FOUND" });
    await expectRefused(() => deleteSavedView(business.admin, { savedViewId }), { code: "NOT_FOUND" });
    await deleteSavedView(business.owner, { savedViewId });
    expect(await listSavedViews(business.owner)).toEqual([]);
  });

  it("is changed by saving under its name again, and its name is free once it is deleted", async () => {
    const first = await save("Mine", "status=active", business.user);
    expect(await save("Mine", "status=frozen", business.user)).toEqual(first);
    expect(await listSavedViews(business.user)).toMatchObject([{ name: "Mine", query: "status=frozen" }]);
    await deleteSavedView(business.user, first);
    expect((await save("Mine", "", business.user)).savedViewId).not.toBe(first.savedViewId);
  });

  it("keeps every sort of its list", () => {
    for (const sort of ["holder", "-holder", "state", "-type", "limit", "-limit"])
      expect(viewQuery("cards", `?sort=${sort}`)).toBe(`sort=${sort}`);
  });

  it("is refused with what its list cannot follow, not saved without it (B6)", async () => {
    for (const query of ["status=Frozen", "state=frozen", "sort=name", "search=a+b+c+d+e+f+g+h+i+j+k+l+m"])
      await expectRefused(() => save("Wrong", query), {
        code: "INVALID_INPUT",
        fields: { query: expect.stringContaining("is not part of this list") },
      });
  });

  it("is one of fifty at most", async () => {
    for (let number = 1; number <= maxSavedViews; number++)
      await save(`View ${number}`, "", business.analyst);
    await expectRefused(() => save("One more", "", business.analyst), { code: "RULE_BROKEN" });
    await save("View 7", "status=active", business.analyst);
    expect(await listSavedViews(business.analyst)).toHaveLength(maxSavedViews);
  });
});
