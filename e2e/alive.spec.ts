import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const names: Record<string, string> = { sqlite: "SQLite", postgresql: "PostgreSQL" };

test("the first page says that the database answers, without an error and accessibly", async ({ page }, { project }) => {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));

  await page.goto("/");

  await expect(page).toHaveTitle("Card issuing portal");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Card issuing portal");
  await expect(page.getByRole("status")).toHaveText(`${names[project.name]}: the database answers.`);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(errors).toEqual([]);
});

test("the health check names the engine and is never cached", async ({ request }, { project }) => {
  const response = await request.get("/api/health");

  expect(response.status()).toBe(200);
  expect(response.headers()["cache-control"]).toBe("no-store");
  expect(await response.json()).toEqual({ status: "ok", database: { engine: project.name, status: "ok" } });
});

test("an address without a page is answered kindly with 404", async ({ page }) => {
  const response = await page.goto("/no-such-page");

  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
  await page.getByRole("link", { name: "Go to the first page" }).click();
  await expect(page).toHaveURL("/");
});
