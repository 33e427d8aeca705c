import { expect, test } from "../portal.ts";
import { accept, enter, freshEmail, linkTo, password } from "./new-person.ts";

test("an operator invites another, who joins, and deactivates and reactivates them", async ({
  portal,
  page,
  browser,
}) => {
  const email = freshEmail();
  // A fresh session, because inviting operators needs a recent proof.
  await portal.signInByForm("operator");
  await page.getByRole("link", { name: "Operators" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Operators");
  await portal.expectAccessible();
  await page.getByRole("link", { name: "Invite operator" }).click();
  await page.getByLabel("Given name").fill("Odile");
  await page.getByLabel("Email").fill(email);
  await expect(page.getByText("Role")).toBeHidden();
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Invite" }).click();
  await page.waitForURL(/\/users\/\d+$/);
  await expect(page.getByText(`Sent to ${email}.`)).toBeVisible();
  await portal.expectAccessible();
  const { rows } = await (await page.request.get("/api/mails?pageSize=20")).json();
  expect(rows.find(({ to }: { to: string }) => to === email).text).toContain("as an operator");
  expect(await linkTo(email, page)).toContain("/accept-invitation?token=");

  await accept(email, page);
  const other = await browser.newPage();
  await enter(other, email, password);
  await expect(other).toHaveURL(/\/dashboard$/);
  await other.goto("/accounts");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Businesses");

  await page.reload();
  await page.getByRole("button", { name: "Deactivate" }).click();
  const leaving = page.getByRole("dialog", { name: /^Deactivate / });
  await leaving.getByLabel("Reason").fill("Left");
  await leaving.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText("Access removed.")).toBeVisible();
  await other.goto("/accounts");
  await expect(other).toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: "Reactivate" }).click();
  await page
    .getByRole("dialog", { name: /^Reactivate / })
    .getByRole("button", { name: "Reactivate" })
    .click();
  await expect(page.getByText("Reactivated.")).toBeVisible();
  await enter(other, email, password);
  await expect(other).toHaveURL(/\/dashboard$/);
});
