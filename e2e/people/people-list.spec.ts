import { readFileSync } from "node:fs";
import { expect, test } from "../portal.ts";

test("an owner finds who lacks a second factor, and exports exactly that list", async ({ portal, page }) => {
  await portal.signInByForm("owner");
  await page.goto("/users?role=admin");
  await page.getByRole("combobox", { name: "Second factor" }).selectOption("Has no second factor");
  await page.waitForURL(/secondFactor=none/);
  await expect(page.getByRole("columnheader", { name: "Second factor" })).toBeVisible();
  await portal.expectAccessible();
  const { rows } = await (
    await page.request.get("/api/users?role=admin&secondFactor=none&pageSize=100")
  ).json();

  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: /^Export / });
  await expect(dialog.getByText("The export is recorded in the history.")).toBeVisible();
  await portal.expectAccessible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Export" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("people.csv");
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n")
    .slice(1);
  expect(lines).toHaveLength(rows.length);
  for (const [at, { email }] of rows.entries()) expect(lines[at]).toContain(email);
});
