import { randomUUID } from "node:crypto";
import { expect, test } from "./portal.ts";

test("a person has two names and a phone as people write it, and sees what the issuer makes of them (C10, C11)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  await page.goto("/users/new");
  await page.getByLabel("Given name").fill("María del Carmen");
  await page.getByLabel("Family name").fill("García Hernández");
  await expect(page.getByText(/^On cards: María del García Hernández\./)).toBeVisible();
  await page.getByLabel("Given name").fill("Madonna");
  await page.getByLabel("Family name").fill("");
  await expect(page.getByText("On cards: Madonna .")).toBeVisible();
  await page.getByLabel("Family name").fill("García");
  await page.getByLabel("Email").fill(`${randomUUID()}@demo.example`);
  await page.getByLabel("Phone").fill("020 7946 0958");
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText(/^Begin with a plus sign and the country/)).toBeVisible();
  await expect(page.getByLabel("Phone")).toHaveValue("020 7946 0958");
  await expect(page.getByLabel("Given name")).toHaveValue("Madonna");
  await page.getByLabel("Phone").fill("\u202A+44 (0)20 7946\u20110958\u202C");
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Madonna García/ })).toBeVisible();
  await expect(page.getByText("+44 20 7946 0958")).toBeVisible();
});

test("an address follows the rules of its country (C12)", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/cards/new");
  await page.getByLabel("Cardholder").fill("Clara");
  await page.getByRole("option", { name: /Clara Cardholder/ }).click();
  await page.getByRole("radio", { name: /Physical/ }).check();
  await page.getByLabel("Ship to").selectOption("new");
  await page.getByLabel("Street and number").fill("1 Main St");
  await page.getByLabel("City").fill("Boston");
  await page.getByLabel("State or region").fill("Massachusetts");
  await page.getByLabel("Postal code").fill("2134");
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByText("Enter Massachusetts as MA.")).toBeVisible();
  await expect(page.getByText("Enter a postal code such as 62701 or 62701-1234.")).toBeVisible();
  await expect(page.getByLabel("State or region")).toHaveValue("Massachusetts");
  await page.getByLabel("Country").focus();
  await page.getByLabel("Country").selectOption("HKG");
  await expect(page.getByLabel("Country")).toBeFocused();
  await expect(page.getByLabel("Postal code")).toHaveCount(0);
  await page.getByLabel("City").fill("Central");
  await page.getByLabel("State or region").fill("");
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
  await expect(page.getByRole("definition").filter({ hasText: "Hong Kong" })).toBeVisible();
});

test("limits stand in the field, and an error leaves when its value changes (C13)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  await page.goto("/cards/new");
  await page.getByLabel("Memo").fill("m".repeat(60));
  await expect(page.getByLabel("Memo")).toHaveValue("m".repeat(50));
  await expect(page.getByText("Up to 50 characters fit here.")).toBeVisible();
  await page.getByLabel("Memo").fill("Kept");
  const refused = page.getByText("Enter an amount such as $1,250.50.");
  // The second time, the same error comes back.
  for (const amount of ["12", ""]) {
    await page.getByLabel("Spend limit").fill("a lot");
    await page.getByRole("button", { name: "Issue card" }).click();
    await expect(refused).toBeVisible();
    await expect(page.getByText("Check the marked fields.")).toBeVisible();
    await page.getByLabel("Spend limit").fill(amount);
    await expect(refused).toHaveCount(0);
    await expect(page.getByText("Check the marked fields.")).toHaveCount(0);
    await expect(page.getByLabel("Spend limit")).not.toHaveAttribute("aria-invalid");
  }
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByLabel("Cardholder")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Cardholder").fill("Clara");
  await page.getByRole("option", { name: /Clara Cardholder/ }).click();
  await expect(page.getByLabel("Cardholder")).not.toHaveAttribute("aria-invalid");
  await expect(page.getByLabel("Memo")).toHaveValue("Kept");
});
