import { expect, test } from "../portal.ts";
import { type EmptyPortal, startEmptyPortal } from "./empty-portal.ts";
import { expectSetup, fillOperator, operator, signInFirst } from "./setup.ts";

let empty: EmptyPortal;
test.beforeAll(async () => {
  empty = await startEmptyPortal(test.info().project.name, "setup");
});
test.afterAll(() => empty.stop());

test("an empty portal leads to set-up, and its code leads from there to the first business", async ({
  portal,
  page,
  browser,
}) => {
  for (const path of ["/", "/sign-in", "/cards", "/accounts/1", "/profile", "/forgot-password"]) {
    await page.goto(empty.base + path);
    await expectSetup(page, empty);
  }
  for (const path of ["/reset-password?token=x", "/accept-invitation?token=x"]) {
    await page.goto(empty.base + path);
    await expectSetup(page, empty);
  }
  expect((await page.request.get(`${empty.base}/api/cards`)).status()).toBe(401);
  await portal.expectAccessible();

  await test.step("a wrong code is refused and kept", async () => {
    await expect(page.getByLabel("Setup code")).toBeFocused();
    await page.keyboard.type("0000-1111");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This code is wrong or has expired.")).toBeVisible();
    await expect(page.getByLabel("Setup code")).toHaveValue("0000-1111");
    await portal.expectAccessible();
    await page.getByLabel("Setup code").fill(empty.code.toUpperCase().replaceAll("-", " "));
    await page.keyboard.press("Enter");
    await page.waitForURL(/code=/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setup");
  });

  await test.step("what is wrong is marked, and what was typed stays", async () => {
    await expect(page.getByText("Built-in simulator. Nothing to set up")).toBeVisible();
    await page.getByLabel("Email").fill("olga");
    await page.getByLabel("Password", { exact: true }).fill("too short");
    await expect(page.getByText("9 characters, at least 15 are needed.")).toBeVisible();
    await page.getByRole("button", { name: "Finish setup" }).click();
    await expect(page.getByText("Enter an email address such as")).toBeVisible();
    await expect(page.getByLabel("Given name")).toBeFocused();
    await expect(page.getByLabel("Email")).toHaveValue("olga");
    await portal.expectAccessible();
    await fillOperator(page, { ...operator, password: "olga hansen alder cards" });
    await expect(page.getByText("This is too close to your name")).toBeVisible();
    await page.getByRole("button", { name: "Finish setup" }).click();
    await expect(page.getByText("Check the marked fields. Nothing was changed.")).toBeVisible();
    await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    await expect(page.getByLabel("Email")).toHaveValue(operator.email);
  });

  await test.step("on a phone, with the keyboard alone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press("Control+a");
    await page.keyboard.type(operator.password);
    await expect(page.getByText(/^Very strong\. 23 characters/)).toBeVisible();
    await portal.expectAccessible();
    const excess = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await excess()).toBe(0);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Show password" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Northwind Cards");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/sign-in\?/);
    await expect(page.getByText("The portal is set up.")).toBeVisible();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("the operator signs in and adds a business", async () => {
    await signInFirst(page, operator.email, operator.password);
    await page.waitForURL("**/accounts/new");
    await expect(page.getByText("Northwind Cards").first()).toBeVisible();
    await page.getByLabel("Business name").fill("Contoso");
    await page.getByLabel("Owner's given name").fill("Nora");
    await page.getByLabel("Owner's email").fill("nora@contoso.test");
    await page.getByRole("button", { name: "Add business" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Contoso/ })).toBeVisible();
    await page.goto(`${empty.base}/issuer`);
    await expect(page.getByText("Nothing to set up. Its cards move no real money.")).toBeVisible();
    await portal.expectAccessible();
  });

  await test.step("set-up is over for everybody, also with the code", async () => {
    const stranger = await (await browser.newContext()).newPage();
    for (const query of ["", `?code=${empty.code}`]) {
      const answer = await stranger.goto(`${empty.base}/setup${query}`);
      expect(answer?.status()).toBe(404);
      await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Setup is finished");
    }
    await stranger.getByRole("link", { name: "Sign in" }).click();
    await expect(stranger).toHaveURL(`${empty.base}/sign-in`);
    expect(empty.written().split("/setup?code=")).toHaveLength(2);
    expect(empty.written()).not.toContain(operator.password);
  });
});
