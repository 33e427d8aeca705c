import { expect, test } from "../portal.ts";
import { startEmptyPortal } from "./empty-portal.ts";
import { fillOperator, operator } from "./setup.ts";

test("at another address than the portal's, the form says so and keeps what was typed", async ({ page }) => {
  const url = "https://cards.alder.test";
  const elsewhere = await startEmptyPortal(test.info().project.name, "setup_elsewhere", () => ({
    PORTAL_URL: url,
  }));
  await page.goto(`${elsewhere.base}/setup?code=${elsewhere.code}`);
  const why = page.getByText(`the address of the portal is ${url}`);
  await expect(why).toBeVisible();
  await fillOperator(page);
  await page.getByRole("button", { name: "Finish setup" }).click();
  await expect(page.getByRole("alert").getByText("Nothing was changed.")).toBeVisible();
  await expect(why).toHaveCount(1);
  await expect(page.getByLabel("Email")).toHaveValue(operator.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(operator.password);
  await elsewhere.stop();
});
