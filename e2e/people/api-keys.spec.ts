import { expect, test } from "../portal.ts";

test("an owner creates an API key, a program uses it, and the owner revokes it", async ({
  portal,
  page,
  playwright,
  baseURL,
}) => {
  await portal.signInByForm("owner");
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an API key" });
  const name = `Payroll ${test.info().project.name} ${Date.now()}`;
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Role").selectOption("analyst");
  await portal.expectAccessible();
  await dialog.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByText(/^cardkey_[\w-]{43}$/);
  await expect(shown).toBeVisible();
  const key = (await shown.textContent()) ?? "";
  await portal.expectAccessible();

  const program = await playwright.request.newContext({
    ...(baseURL !== undefined && { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const cards = await program.get("/api/cards?pageSize=1");
  expect(cards.status()).toBe(200);
  const { rows } = await cards.json();
  // An analyst sees initials, and changes nothing.
  expect(rows[0].holder.name).toMatch(/^(\w\. ?)+$/);
  expect((await program.put(`/api/cards/${rows[0].id}/freeze`, { data: { reason: "Lost" } })).status()).toBe(
    403,
  );

  await page.reload();
  const line = page.getByRole("listitem").filter({ hasText: name });
  await expect(line).toContainText("Last used");
  await expect(page.getByText(key)).toHaveCount(0);
  await line.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Revoked. Requests with this key are refused now.")).toBeVisible();
  await expect(line).toHaveCount(0);
  const refused = await program.get("/api/cards?pageSize=1");
  expect([refused.status(), refused.headers()["www-authenticate"]]).toEqual([401, "Bearer"]);
  await program.dispose();
});

test("the API reference shows every operation, to read by keyboard", async ({ portal, page }) => {
  await portal.signIn("analyst");
  await page.goto("/api");
  await portal.expectAccessible();
  const issue = page.locator("summary").filter({ hasText: "Issues a card." });
  await issue.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("details[open]").getByText('form: "virtual" | "physical"').first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await portal.expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
