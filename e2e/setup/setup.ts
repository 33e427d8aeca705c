import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { expect } from "../portal.ts";
import type { EmptyPortal } from "./empty-portal.ts";

/** The operator of the tests of set-up. */
export const operator = {
  givenName: "Olga",
  familyName: "Hansen",
  email: "olga.hansen@alder.test",
  password: "plum-kettle-orbit-seven",
};

/** Fills in who the operator is. */
export async function fillOperator(page: Page, { password } = operator): Promise<void> {
  await page.getByLabel("Given name").fill(operator.givenName);
  await page.getByLabel("Family name").fill(operator.familyName);
  await page.getByLabel("Email").fill(operator.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
}

/** Sets up a portal with its code, and leads to the sign-in. */
export async function finishSetup(page: Page, { base, code }: EmptyPortal): Promise<void> {
  await page.goto(`${base}/setup?code=${code}`);
  await fillOperator(page);
  await page.getByRole("button", { name: "Finish setup" }).click();
  await page.waitForURL(/\/sign-in\?/);
}

/** Signs in for the first time with the form on this page, and adds the authenticator app that
 *  those who manage something must have. */
export async function signInFirst(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await addAuthenticator(page);
}

/** Adds an authenticator app on the page that asks for a second factor. */
export async function addAuthenticator(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code from the app").fill(await generate({ secret }));
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "I saved them, continue" }).click();
}

/** Expects the page of set-up, in this portal. */
export async function expectSetup(page: Page, { base }: EmptyPortal): Promise<void> {
  await expect(page).toHaveURL(`${base}/setup`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up this portal");
}
