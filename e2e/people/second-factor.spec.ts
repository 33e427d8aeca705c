import type { Browser, BrowserContext } from "@playwright/test";
import { generate } from "otplib";
import { readPrepared } from "../access/businesses.ts";
import { closeDatabase, forgetProofs } from "../access/database.ts";
import { expect, test } from "../portal.ts";
import { accept, enter, freshEmail, password, signedInPage } from "./new-person.ts";
import { named, reacts, withPasskeys } from "./passkeys.ts";

test.afterAll(closeDatabase);

/** A new owner of a new business, who has chosen a password. */
async function newOwner(browser: Browser): Promise<string> {
  const [operator, email] = [await signedInPage(browser, "operator"), freshEmail()];
  const answer = await operator.request.post("/api/accounts", {
    data: { businessName: "Quayside", ownerGivenName: "Nora", ownerFamilyName: "New", ownerEmail: email },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await accept(email, operator);
  return email;
}

const signOut = async (context: BrowserContext) => context.clearCookies();

test("an owner has to add a second factor, and signs in with it or with a recovery code (V6.3.3)", async ({
  portal,
  page,
  browser,
}) => {
  const email = await newOwner(browser);
  await enter(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Protect your sign-in");
  await portal.expectAccessible();
  await page.goto("/cards");
  await expect(page).toHaveURL(/\/second-factor\?next=%2Fcards$/);
  expect((await page.request.get("/api/cards")).status()).toBe(403);

  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await portal.expectAccessible();
  await page.getByLabel("Code from the app").fill("000000");
  await page.getByRole("button", { name: "Add the app" }).click();
  await expect(page.getByText("This code is wrong.")).toBeVisible();
  const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code from the app").fill(await generate({ secret }));
  await page.keyboard.press("Enter");
  const codes = page.getByRole("region", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  await portal.expectAccessible();
  const recoveryCode = (await codes.first().textContent()) ?? "";
  await page.getByRole("link", { name: "I saved them, continue" }).click();
  await expect(page).toHaveURL(/\/cards$/);

  await signOut(page.context());
  await page.goto("/cards");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it's you");
  await portal.expectAccessible();
  await page.getByLabel("Code from your authenticator app").fill("123456");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This code is wrong or was used before.")).toBeVisible();
  await page.getByLabel("Code from your authenticator app").fill(recoveryCode.toUpperCase());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cards$/);
  await page.goto("/profile");
  await expect(page.getByText("9 recovery codes left.")).toBeVisible();
  await portal.expectAccessible();
});

test("a passkey on a phone signs in without a password", async ({ browser, baseURL }) => {
  const email = await newOwner(browser);
  const context = await browser.newContext({
    baseURL: named(baseURL),
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await withPasskeys(page);
  await enter(page, email, password);
  await reacts(page, "Protect your sign-in");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("link", { name: "I saved them, continue" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await signOut(context);
  await page.goto("/sign-in");
  await reacts(page, "Sign in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await signOut(context);
  await enter(page, email, password);
  await reacts(page, "Confirm it's you");
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto("/profile");
  await reacts(page, "Profile and security");
  await page.getByRole("button", { name: /^Remove / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Your business asks for a second factor.")).toBeVisible();
});

test("whoever signed in a while ago confirms who they are, and nothing typed is lost", async ({
  portal,
  page,
  browser,
}, { project }) => {
  const owner = await signedInPage(browser, "owner");
  const email = freshEmail();
  const invited = await owner.request.post("/api/users", {
    data: { givenName: "Otto", familyName: "Old", email, role: "owner" },
  });
  expect(invited.status(), await invited.text()).toBe(201);
  await accept(email, await signedInPage(browser, "operator"));
  await enter(page, email, password);
  await page.waitForURL("/dashboard");
  await forgetProofs(readPrepared(project.name).databaseUrl, [email]);

  const guest = freshEmail();
  await page.goto("/users/new");
  await page.getByLabel("Given name").fill("Nia");
  await page.getByLabel("Email").fill(guest);
  await page.getByLabel(/^Admin/).check();
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText("Confirm that it's you, then send it again.")).toBeVisible();
  await portal.expectAccessible();
  await page.getByLabel("Your password").fill("not my password");
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await expect(page.getByLabel("Given name")).toHaveValue("Nia");
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.waitForURL(/\/users\/\d+$/);
  await expect(page.getByText(`Sent to ${guest}.`)).toBeVisible();
  // The session has a new token, and goes on.
  await page.goto("/profile");
  await expect(page.getByText("This device")).toBeVisible();
});

test("an owner resets the second factor of somebody who lost it", async ({ portal, page, browser }) => {
  const owner = await signedInPage(browser, "owner");
  const email = freshEmail();
  const invited = await owner.request.post("/api/users", {
    data: { givenName: "Lea", familyName: "Lost", email, role: "analyst" },
  });
  const { id } = await invited.json();
  await accept(email, await signedInPage(browser, "operator"));
  const theirs = await (await browser.newContext()).newPage();
  await enter(theirs, email, password);
  await theirs.waitForURL("**/dashboard");
  const started = await theirs.request.post("/api/profile/second-factors/authenticator", {
    data: {},
    headers: { "sec-fetch-site": "same-origin" },
  });
  const { secret } = await started.json();
  const confirmed = await theirs.request.post("/api/profile/second-factors/authenticator/confirmation", {
    data: { code: await generate({ secret }) },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(confirmed.status(), await confirmed.text()).toBe(200);

  await portal.signInByForm("owner");
  await page.goto(`/users/${id}`);
  await page.getByRole("button", { name: "Reset second factor" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(page.getByText("Second factor reset.")).toBeVisible();
  await theirs.goto("/dashboard");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await enter(theirs, email, password);
  await expect(theirs).toHaveURL(/\/dashboard$/);
});
