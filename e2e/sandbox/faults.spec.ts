import { expect, test } from "../portal.ts";

// Doubled messages harm no other test that runs meanwhile.
test("an operator switches a fault on and off, and every page says so", async ({ portal, page }) => {
  await portal.signIn("operator");
  await page.goto("/sandbox");
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Switch on: Doubled webhooks" }).click();
  await expect(page.getByRole("button", { name: "Switch off: Doubled webhooks" })).toBeVisible();
  await page.goto("/dashboard");
  await expect(page.getByText("Simulator, faults on").first()).toBeVisible();
  await portal.expectAccessible();
  await page.goto("/sandbox");
  await page.getByRole("button", { name: "Switch all off" }).click();
  await expect(page.getByText("Simulator, faults on")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Switch on: Doubled webhooks" })).toBeVisible();
});
