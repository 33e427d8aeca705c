import { expect, test } from "./portal.ts";

const pages = {
  owner: [
    "/dashboard",
    "/cards",
    "/cards/new",
    "/users",
    "/users/new",
    "/spending-profiles",
    "/spending-profiles/new",
  ],
  user: ["/dashboard", "/cards", "/spending-profiles"],
  analyst: ["/dashboard", "/cards", "/spending-profiles"],
  operator: ["/dashboard", "/accounts", "/accounts/new"],
} as const;

for (const [role, paths] of Object.entries(pages) as [keyof typeof pages, readonly string[]][])
  for (const width of [1440, 390])
    test(`every page of ${role} is accessible, ${width} wide, light and dark`, async ({ portal, page }) => {
      test.setTimeout(600_000);
      await page.setViewportSize({ width, height: 900 });
      await portal.signIn(role);
      for (const path of [...paths, ...(await details(role, page))]) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(200);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await test.step(`${path}, ${colorScheme}`, () => portal.expectAccessible());
        }
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
    });

// One page for each kind of row that the person may see.
async function details(role: string, page: import("@playwright/test").Page): Promise<string[]> {
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
