import type { Page } from "@playwright/test";
import { expect, test } from "../portal.ts";
import { enter, freshEmail, linkTo, password, signedInPage } from "./new-person.ts";

const nextPassword = "quill-barrel-cosmic-nine";

/** Invites a person over the API, as who is signed in on this page. */
async function invite(page: Page, givenName: string, role: string): Promise<{ id: number; email: string }> {
  const email = freshEmail();
  const answer = await page.request.post("/api/users", { data: { givenName, familyName: "", email, role } });
  expect(answer.status(), await answer.text()).toBe(201);
  return { id: (await answer.json()).id, email };
}

test("a person is invited, joins on a phone, forgets the password, and comes back", async ({
  portal,
  page,
  browser,
}) => {
  const email = freshEmail();
  await portal.signIn("owner");
  await page.goto("/users/new");
  await page.getByLabel("Given name").fill("Nora");
  await page.getByLabel("Family name").fill("New");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.waitForURL(/\/users\/\d+$/);
  await expect(page.getByText(`Sent to ${email}.`)).toBeVisible();
  await portal.expectAccessible();
  const personPage = page.url();

  const operator = await signedInPage(browser, "operator");
  await operator.goto("/emails");
  await operator.getByText("invited you to").first().click();
  await expect(operator.getByRole("link", { name: /\/accept-invitation\?token=/ }).first()).toBeVisible();

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(await linkTo(email, operator));
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText(/^Join /);
  await phone.getByLabel("Family name").fill("Newman");
  await phone.getByLabel("New password").fill("too short");
  await phone.getByRole("button", { name: "Accept invitation" }).click();
  await expect(phone.getByText(/Use at least 15 characters. You entered 9/)).toBeVisible();
  await expect(phone.getByLabel("Family name")).toHaveValue("Newman");
  await phone.getByLabel("New password").fill(password);
  await phone.getByRole("button", { name: "Accept invitation" }).click();
  await expect(phone.getByText("Your account is ready.")).toBeVisible();
  await enter(phone, email, password);
  await expect(phone).toHaveURL(/\/dashboard$/);

  const other = await (await browser.newContext()).newPage();
  await other.goto("/sign-in");
  await other.getByRole("link", { name: "Forgot password?" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Forgot password");
  await other.getByLabel("Email").fill(email);
  await other.getByRole("button", { name: "Email me a link" }).click();
  await expect(other.getByText("we've sent a reset link")).toBeVisible();
  await expect.poll(() => linkTo(email, operator)).toContain("/reset-password?token=");
  const link = await linkTo(email, operator);
  await other.goto(link);
  await other.getByLabel("New password").fill(password);
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("You used this password before.")).toBeVisible();
  await other.getByLabel("New password").fill(nextPassword);
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("Password changed.")).toBeVisible();
  await phone.goto("/dashboard");
  await expect(phone).toHaveURL(/\/sign-in/);
  await enter(other, email, nextPassword);
  await expect(other).toHaveURL(/\/dashboard$/);
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();

  for (let time = 0; time < 10; time++)
    await other.request.post("/api/auth/callback/credentials", {
      form: { email, password: "wrong" },
      headers: { "sec-fetch-site": "same-origin" },
      maxRedirects: 0,
    });
  await page.goto(personPage);
  await page.getByRole("button", { name: "Unlock sign-in" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByText("Sign-in unlocked.")).toBeVisible();
  await page.getByRole("button", { name: "Deactivate" }).click();
  const leaving = page.getByRole("dialog", { name: /^Deactivate / });
  await leaving.getByLabel("Reason").fill("Left");
  await leaving.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText("Access removed.")).toBeVisible();
  await other.goto("/dashboard");
  await expect(other).toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: "Reactivate" }).click();
  await page
    .getByRole("dialog", { name: /^Reactivate / })
    .getByRole("button", { name: "Reactivate" })
    .click();
  await expect(page.getByText("Reactivated.")).toBeVisible();
  await enter(other, email, nextPassword);
  await expect(other).toHaveURL(/\/dashboard$/);
});

test("an invitation is resent, copied, and revoked", async ({ portal, page, browser }) => {
  await portal.signIn("admin");
  const { id } = await invite(page, "Ivo", "user");
  await page.goto(`/users/${id}`);
  await page.getByRole("button", { name: "Resend invitation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Resend" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(/^Join /);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page
    .getByRole("dialog", { name: /^Revoke / })
    .getByRole("button", { name: "Revoke" })
    .click();
  await expect(page.getByText("No active invitation.")).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

for (const path of [
  "/forgot-password",
  "/forgot-password?sent=yes",
  "/reset-password",
  "/accept-invitation",
  "/confirm-email",
])
  test(`${path} is accessible`, async ({ portal, page }) => {
    await page.goto(path);
    await portal.expectAccessible();
  });

test("a person sees where they are signed in, signs out there, and changes the password", async ({
  portal,
  page,
  browser,
}) => {
  await portal.signIn("owner");
  const { id, email } = await invite(page, "Pia", "analyst");
  const { link } = await (await page.request.post(`/api/users/${id}/invitation`, { data: {} })).json();
  const [mine, other] = [await browser.newContext(), await browser.newContext()];
  await mine.request.post("/api/accept-invitation", {
    data: { token: new URL(link).searchParams.get("token"), givenName: "Pia", familyName: "", password },
    headers: { "sec-fetch-site": "same-origin" },
  });
  const [first, second] = [await mine.newPage(), await other.newPage()];
  for (const one of [first, second]) {
    await enter(one, email, password);
    await expect(one).toHaveURL(/\/dashboard$/);
  }
  await first.goto("/profile");
  await expect(first.getByText("This device")).toBeVisible();
  await first.getByRole("button", { name: /^Sign out of / }).click();
  await first.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(first.getByText("Device signed out.")).toBeVisible();
  await expect(first.getByRole("button", { name: /^Sign out of / })).toBeHidden();
  await second.goto("/dashboard");
  await expect(second).toHaveURL(/\/sign-in/);
  await first.getByLabel("Current password").fill("wrong");
  await first.getByLabel("New password").fill(nextPassword);
  await first.getByRole("button", { name: "Change password" }).click();
  await expect(first.getByText("This is not your password.")).toBeVisible();
  await first.getByLabel("Current password").fill(password);
  await first.getByLabel("New password").fill(nextPassword);
  await first.getByRole("button", { name: "Change password" }).click();
  await expect(first.getByText("Password changed.")).toBeVisible();
  await enter(first, email, nextPassword);
  await expect(first).toHaveURL(/\/dashboard$/);
});

test("the profile page is accessible", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/profile");
  await portal.expectAccessible();
});
