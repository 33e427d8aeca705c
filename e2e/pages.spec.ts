import type { Page } from "@playwright/test";
import { expect, test } from "./portal.ts";

const pages = {
  owner: [
    "/dashboard",
    "/cards",
    "/cards/new",
    "/cards/issue-by-csv",
    "/cards/jobs",
    "/users",
    "/users/new",
    "/users/invite-by-csv",
    "/spending-profiles",
    "/spending-profiles/new",
    "/sandbox",
  ],
  user: ["/dashboard", "/cards", "/spending-profiles"],
  analyst: ["/dashboard", "/cards", "/spending-profiles"],
  operator: ["/dashboard", "/accounts", "/accounts/new", "/issuer", "/sandbox"],
} as const;

const widths = [1440, 1280, 1024, 768, 390, 320];
const checkedByAxe = [1440, 390];

for (const [role, paths] of Object.entries(pages) as [keyof typeof pages, readonly string[]][])
  test(`every page of ${role} is accessible, light and dark, and as wide as the screen (H31)`, async ({
    portal,
    page,
  }) => {
    test.setTimeout(600_000);
    await portal.signIn(role);
    for (const path of [...paths, ...(await details(role, page))]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        expect(await excessWidth(page), `${path} at ${width}`).toBe(0);
        if (!checkedByAxe.includes(width)) continue;
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await test.step(`${path}, ${width}, ${colorScheme}`, () => portal.expectAccessible());
        }
      }
    }
  });

const excessWidth = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// One page for each kind of row that the person may see.
async function details(role: string, page: Page): Promise<string[]> {
  const firstOf = async (list: string) =>
    (await (await page.request.get(`/api/${list}`)).json()).rows?.[0]?.id;
  const lists =
    {
      owner: ["cards", "users", "spending-profiles"],
      user: ["cards"],
      analyst: ["cards"],
      operator: ["accounts"],
    }[role] ?? [];
  return Promise.all(lists.map(async (list) => `/${list}/${await firstOf(list)}`));
}
