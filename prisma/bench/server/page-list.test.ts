import { expect, test } from "vitest";
import { unlistedRoutes } from "./page-list.ts";

test("npm run bench opens every page", () => {
  expect(
    unlistedRoutes(),
    "These pages are not measured. Add each to openedPages() in prisma/bench/server/page-list.ts.",
  ).toEqual([]);
});
