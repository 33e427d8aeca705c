import type { Browser, Page } from "@playwright/test";
import { readPrepared } from "../access/businesses.ts";
import { closeDatabase, databaseAt } from "../access/database.ts";
import { expect, test } from "../portal.ts";
import { accept, enter, freshEmail, linkTo, password, signedInPage } from "./new-person.ts";

interface Mail {
  readonly to: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

/** The mails to an address, the newest first, as the operator of the simulator reads them. */
async function mailsTo(email: string, operator: Page): Promise<Mail[]> {
  const { rows } = await (await operator.request.get("/api/mails?pageSize=100")).json();
  return rows.filter(({ to }: Mail) => to === email);
}

/** Invites a person as the owner, and accepts for them. Returns their address. */
async function joinedPerson(browser: Browser, owner: Page): Promise<string> {
  const email = freshEmail();
  const person = { givenName: "Stella", familyName: "", email, role: "user" };
  const { id } = await (await owner.request.post("/api/users", { data: person })).json();
  const { link } = await (await owner.request.post(`/api/users/${id}/invitation`, { data: {} })).json();
  const stranger = await browser.newContext();
  const accepted = await stranger.request.post("/api/accept-invitation", {
    data: { token: new URL(link).searchParams.get("token"), givenName: "Stella", familyName: "", password },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(accepted.ok(), await accepted.text()).toBe(true);
  await stranger.close();
  return email;
}

test("a sign-in with another browser is told by mail, and one with the same is not", async ({
  portal,
  page,
  browser,
}) => {
  await portal.signIn("owner");
  const email = await joinedPerson(browser, page);
  const operator = await signedInPage(browser, "operator");
  const [laptop, phone] = [await browser.newContext(), await browser.newContext()];
  for (const device of [laptop, phone, laptop]) {
    const tab = await device.newPage();
    await enter(tab, email, password);
    await expect(tab).toHaveURL(/\/dashboard$/);
    await device.clearCookies({ name: "portal-session" });
  }
  const mails = await mailsTo(email, operator);
  expect(mails.map(({ kind }) => kind).filter((kind) => kind !== "invitation")).toEqual(["new_sign_in"]);
  expect(mails[0]?.text).toContain("Chrome on Linux, from the address");
});

test("a person changes their own email, and confirms it by a press", async ({ portal, page, browser }) => {
  await portal.signIn("owner");
  const email = await joinedPerson(browser, page);
  const newEmail = freshEmail();
  const operator = await signedInPage(browser, "operator");
  const mine = await (await browser.newContext()).newPage();
  await enter(mine, email, password);
  await expect(mine).toHaveURL(/\/dashboard$/);
  await mine.goto("/profile");
  const section = mine.getByRole("region", { name: "Email" });
  await section.getByLabel("New email").fill(email);
  await section.getByRole("button", { name: "Change email" }).click();
  await expect(section.getByText("This is your email already.")).toBeVisible();
  await section.getByLabel("New email").fill(newEmail);
  await section.getByRole("button", { name: "Change email" }).click();
  await expect(mine.getByText(`We sent a link to ${newEmail}.`)).toBeVisible();
  await expect(section.getByText(`Waiting for you to confirm ${newEmail}.`)).toBeVisible();
  await section.getByRole("button", { name: "Send again" }).click();
  const again = mine.getByRole("dialog", { name: "Send the link again?" });
  await again.getByRole("button", { name: "Send again" }).click();
  await expect(again).toBeHidden();

  const [request] = await mailsTo(email, operator);
  expect(request?.kind).toBe("email_change_requested");
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const link = await linkTo(newEmail, operator);
  await phone.goto(link);
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("Confirm your email");
  // Opening the link changes nothing.
  await mine.reload();
  await expect(section.getByText(`Waiting for you to confirm ${newEmail}.`)).toBeVisible();
  await phone.getByLabel("Your password").fill(password);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expect(phone.getByText("Email confirmed.")).toBeVisible();
  await mine.goto("/profile");
  await expect(mine).toHaveURL(/\/sign-in/);
  await enter(phone, newEmail, password);
  await expect(phone).toHaveURL(/\/dashboard$/);
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  for (const to of [email, newEmail])
    expect((await mailsTo(to, operator)).map(({ kind }) => kind)).toContain("email_changed");
});

test("a change of email can be canceled", async ({ portal, page, browser }) => {
  await portal.signIn("owner");
  const email = await joinedPerson(browser, page);
  const mine = await (await browser.newContext()).newPage();
  await enter(mine, email, password);
  await expect(mine).toHaveURL(/\/dashboard$/);
  await mine.goto("/profile");
  const section = mine.getByRole("region", { name: "Email" });
  await section.getByLabel("New email").fill(freshEmail());
  await mine.keyboard.press("Enter");
  await section.getByRole("button", { name: "Cancel change" }).click();
  const dialog = mine.getByRole("dialog", { name: "Cancel the change?" });
  await dialog.getByRole("button", { name: "Cancel change" }).click();
  await expect(section.getByLabel("New email")).toBeVisible();
});

/** Makes the last use of a person's sessions so many seconds old. */
async function lastUsed(email: string, secondsAgo: number): Promise<void> {
  const database = await databaseAt(readPrepared(test.info().project.name).databaseUrl);
  await database.run(
    "UPDATE sessions SET last_seen_at = ? WHERE user_id IN (SELECT id FROM users WHERE email = ?)",
    [new Date(Date.now() - secondsAgo * 1000).toISOString().replace("Z", "+00:00"), email],
  );
}

test.afterAll(closeDatabase);

test("a page counts down before the session ends, and keeps what was typed after it", async ({
  portal,
  page,
  browser,
}) => {
  await portal.signIn("owner");
  const email = await joinedPerson(browser, page);
  await page.context().clearCookies();
  await page.clock.install();
  await enter(page, email, password);
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto("/profile");
  const typed = page.getByRole("region", { name: "Email" }).getByLabel("New email");
  await typed.fill("typed@people.example");

  // The person was here in another tab meanwhile.
  const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/session");
  await page.clock.fastForward("14:10");
  await (await answered).finished();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeHidden();

  await lastUsed(email, 14 * 60 + 5);
  await page.clock.fastForward("14:10");
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(/^You'll be signed out in 0:\d\d$/)).toBeVisible();
  await expect(dialog).toHaveAccessibleName("You'll be signed out in less than 60 seconds");
  await portal.expectAccessible();
  await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeFocused();
  await dialog.getByRole("button", { name: "Stay signed in" }).click();
  await expect(dialog).toBeHidden();
  await expect(typed).toHaveValue("typed@people.example");

  await lastUsed(email, 14 * 60 + 5);
  await page.clock.fastForward("14:10");
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await lastUsed(email, 15 * 60);
  await page.clock.fastForward("14:10");
  await expect(dialog).toHaveAccessibleName("You were signed out");
  await portal.expectAccessible();
  const opened = page.context().waitForEvent("page");
  await dialog.getByRole("link", { name: "Sign in in a new tab" }).click();
  const tab = await opened;
  await tab.getByLabel("Email").fill(email);
  await tab.getByLabel("Password", { exact: true }).fill(password);
  await tab.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(tab).toHaveURL(/\/dashboard$/);
  await tab.close();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(dialog).toBeHidden();
  await expect(typed).toHaveValue("typed@people.example");
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(page.getByText("We sent a link to typed@people.example.")).toBeVisible();
});

test("the countdown leaves a dialog under it as it is, and signs out", async ({ portal, page, browser }) => {
  await portal.signIn("owner");
  const email = await joinedPerson(browser, page);
  await page.context().clearCookies();
  await page.clock.install();
  for (const device of [browser, undefined]) {
    const tab = device === undefined ? page : await (await device.newContext()).newPage();
    await enter(tab, email, password);
    await expect(tab).toHaveURL(/\/dashboard$/);
  }
  await page.goto("/profile");
  await page.getByRole("button", { name: /^Sign out of / }).click();
  const under = page.getByRole("dialog", { name: /^Sign out / });
  await expect(under).toBeVisible();
  const dialog = page.getByRole("alertdialog");
  for (const leave of [
    () => page.keyboard.press("Escape"),
    () => dialog.getByRole("button", { name: "Stay signed in" }).click(),
  ]) {
    await lastUsed(email, 14 * 60 + 5);
    await page.clock.fastForward("14:10");
    await expect(dialog.getByRole("button", { name: "Stay signed in" })).toBeFocused();
    await leave();
    await expect(dialog).toBeHidden();
    await expect(under).toBeVisible();
  }
  await lastUsed(email, 14 * 60 + 5);
  await page.clock.fastForward("14:10");
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in|\/signed-out/);
});

test("a business is used from its networks only, and an operator can let it in again", async ({
  portal,
  page,
  browser,
}) => {
  const operator = await signedInPage(browser, "operator");
  const email = freshEmail();
  const business = { businessName: "Quayside", ownerGivenName: "Nora", ownerFamilyName: "New" };
  const { id } = await (
    await operator.request.post("/api/accounts", { data: { ...business, ownerEmail: email } })
  ).json();
  await accept(email, operator);
  const database = await databaseAt(readPrepared(test.info().project.name).databaseUrl);
  const setAccount = (column: string, value: string) =>
    database.run(`UPDATE accounts SET ${column} = ? WHERE id = ?`, [value, id]);
  await setAccount("second_factor_for", "nobody");
  await enter(page, email, password);
  await expect(page).toHaveURL(/\/dashboard$/);

  await page.goto("/users");
  await page.getByRole("button", { name: "Change networks" }).click();
  const dialog = page.getByRole("dialog", { name: "Where may people sign in?" });
  const field = dialog.getByLabel("Addresses and networks");
  await portal.expectAccessible();
  await field.fill("203.0.113.0/24 Office\noffice");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/^Line 2 \(office\): Enter an address/)).toBeVisible();
  await field.fill("203.0.113.0/24 Office");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Your address 127.0.0.1 isn't in this list.")).toBeVisible();
  await expect(field).toHaveValue("203.0.113.0/24 Office");
  await field.fill("203.0.113.0/24 Office\n127.0.0.1 Here");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Allowed networks" })).toContainText("127.0.0.1 Here");
  await portal.expectAccessible();

  // The person goes somewhere else.
  await setAccount("allowed_networks", JSON.stringify([{ network: "203.0.113.0/24", note: "Office" }]));
  expect((await page.request.get("/api/cards")).status()).toBe(403);
  await page.goto("/cards");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign-in isn't allowed from this network");
  await portal.expectAccessible();
  await enter(page, email, "wrong");
  await expect(page.getByText("We couldn't sign you in.")).toBeVisible();
  await enter(page, email, password);
  await expect(page).toHaveURL(/\/sign-in\/network$/);

  await operator.goto(`/accounts/${id}`);
  await operator.getByRole("button", { name: "Clear allowed networks" }).click();
  const clear = operator.getByRole("dialog", { name: /^Clear the allowed networks of / });
  await clear.getByRole("button", { name: "Clear networks" }).click();
  await expect(clear).toBeHidden();
  // The session is still there, and works again.
  await page.goto("/users");
  await expect(page.getByText("People and API keys are let in from everywhere.")).toBeVisible();
});
