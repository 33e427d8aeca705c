import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { named, reacts, withPasskeys } from "../people/passkeys.ts";
import { expect, test } from "../portal.ts";
import { type EmptyPortal, startEmptyPortal } from "./empty-portal.ts";
import { fillOperator, operator, signInFirst } from "./setup.ts";
import { openTestInbox, type TestInbox } from "./test-inbox.ts";

const owner = { email: "nora@contoso.test", password: "quill-barrel-cosmic-nine" };
const admin = { email: "ben@contoso.test", password: "lantern-fiddle-orchid-two" };
const nextPassword = "marble-tunnel-saffron-six";
let inbox: TestInbox;
let empty: EmptyPortal;
let base: string;
test.beforeAll(async () => {
  inbox = await openTestInbox();
  empty = await startEmptyPortal(test.info().project.name, "first_team", (at) => ({
    ...{ SMTP_URL: inbox.url, MAIL_FROM: "cards@alder.test", PORTAL_URL: named(at) },
  }));
  base = named(empty.base);
});
test.afterAll(async () => {
  await empty.stop();
  await inbox.close();
});

const onPhone = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;

const openPage = async (browser: Browser, options: BrowserContextOptions = {}) =>
  (await browser.newContext({ baseURL: base, ...options })).newPage();

async function openLink(page: Page, address: string, path: string): Promise<void> {
  await expect.poll(() => inbox.linkTo(address)).toContain(`${base}${path}`);
  await page.goto(inbox.linkTo(address) ?? "");
}

async function accept(page: Page, { email, password }: typeof owner): Promise<void> {
  await openLink(page, email, "/accept-invitation");
  await page.getByLabel("New password").fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your account is ready.")).toBeVisible();
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

async function usePasskey(page: Page): Promise<void> {
  await reacts(page, "Confirm it's you");
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await page.waitForURL("**/dashboard");
}

async function confirmIn(page: Page, verb: string): Promise<void> {
  await page.getByRole("button", { name: verb, exact: true }).click();
  const dialog = page.getByRole("dialog");
  if (verb === "Deactivate") await dialog.getByLabel("Reason").fill("On leave");
  await dialog.getByRole("button", { name: verb.split(" ")[0] ?? "" }).click();
}

test("a stranger sets the portal up and gives a team access", async ({ portal, page, browser }) => {
  test.slow();
  await test.step("set-up, and the first business", async () => {
    await page.goto(`${base}/setup?code=${empty.code}`);
    await fillOperator(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/sign-in\?/);
    await signInFirst(page, operator.email, operator.password);
    await page.waitForURL("**/accounts/new");
    await page.getByLabel("Business name").fill("Contoso");
    await page.getByLabel("Owner's given name").fill("Nora");
    await page.getByLabel("Owner's email").fill(owner.email);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: /Contoso/ })).toBeVisible();
  });

  const owners = await openPage(browser, { colorScheme: "dark" });
  let adminPage = "";
  await test.step("the owner joins with a password and an authenticator app, and invites an admin", async () => {
    await accept(owners, owner);
    await signInFirst(owners, owner.email, owner.password);
    await owners.waitForURL("**/dashboard");
    await owners.goto("/users/new");
    await owners.getByLabel("Given name").fill("Ben");
    await owners.getByLabel("Email").fill(admin.email);
    await owners.getByLabel(/^Admin/).check();
    await owners.keyboard.press("Enter");
    await owners.waitForURL(/\/users\/\d+$/);
    await expect(owners.getByText(`Sent to ${admin.email}.`)).toBeVisible();
    await portal.expectAccessible(owners);
    adminPage = owners.url();
  });

  await test.step("and twenty people by CSV", async () => {
    const rows = Array.from(
      { length: 20 },
      (_, n) => `Guest,Number ${n},guest-${n}@contoso.test,Cardholder,`,
    );
    const buffer = Buffer.from(["Given name,Family name,Email,Role,Phone", ...rows].join("\r\n"));
    await owners.goto("/users/invite-by-csv");
    const file = { name: "team.csv", mimeType: "text/csv", buffer };
    await owners.getByLabel("CSV file of people").setInputFiles(file);
    await owners.getByRole("button", { name: "Invite 20 people" }).click();
    await expect(owners.getByText("20 people are invited", { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => inbox.linkTo("guest-19@contoso.test"), { timeout: 60_000 }).toBeDefined();
  });

  const phone = await openPage(browser, onPhone);
  await withPasskeys(phone);
  await test.step("the admin joins on a phone, with a passkey", async () => {
    await accept(phone, admin);
    await signIn(phone, admin.password);
    await reacts(phone, "Protect your sign-in");
    await portal.expectAccessible(phone);
    await phone.getByRole("button", { name: "Add a passkey" }).click();
    await phone.getByRole("link", { name: "I saved them, continue" }).click();
    await phone.waitForURL("**/dashboard");
    await portal.expectAccessible(phone);
  });

  await test.step("forgets the password, and a reset ends the session", async () => {
    const laptop = await openPage(browser);
    await laptop.goto("/forgot-password");
    await laptop.getByLabel("Email").fill(admin.email);
    await laptop.keyboard.press("Enter");
    await expect(laptop.getByText("we've sent a reset link")).toBeVisible();
    await openLink(laptop, admin.email, "/reset-password");
    await laptop.getByLabel("New password").fill(nextPassword);
    await laptop.keyboard.press("Enter");
    await expect(laptop.getByText("Password changed.")).toBeVisible();
    await phone.goto("/dashboard");
    await expect(phone).toHaveURL(/\/sign-in/);
  });

  await test.step("is locked out after wrong passwords, and unlocked by the owner", async () => {
    for (let time = 0; time < 10; time++)
      await phone.request.post("/api/auth/callback/credentials", {
        form: { email: admin.email, password: "wrong" },
        headers: { "sec-fetch-site": "same-origin" },
        maxRedirects: 0,
      });
    await signIn(phone, nextPassword);
    await expect(phone.getByText(/We couldn't sign you in/)).toBeVisible();
    await portal.expectAccessible(phone);
    await owners.goto(adminPage);
    await confirmIn(owners, "Unlock sign-in");
    await expect(owners.getByText("Sign-in unlocked.")).toBeVisible();
    await signIn(phone, nextPassword);
    await usePasskey(phone);
  });

  await test.step("is deactivated, and reactivated", async () => {
    await confirmIn(owners, "Deactivate");
    await expect(owners.getByText("Access removed.")).toBeVisible();
    await phone.goto("/dashboard");
    await expect(phone).toHaveURL(/\/sign-in/);
    await confirmIn(owners, "Reactivate");
    await expect(owners.getByText("Reactivated.")).toBeVisible();
    await signIn(phone, nextPassword);
    await usePasskey(phone);
  });

  expect(empty.written()).not.toMatch(/token=|contoso\.test/);
});
