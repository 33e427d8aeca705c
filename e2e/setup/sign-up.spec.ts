import { expect, test } from "../portal.ts";
import { type EmptyPortal, startEmptyPortal } from "./empty-portal.ts";
import { addAuthenticator, finishSetup, operator, signInFirst } from "./setup.ts";

// In a portal of its own, because it opens sign-up, which is closed for every other test.
let empty: EmptyPortal;
test.beforeAll(async () => {
  empty = await startEmptyPortal(test.info().project.name, "sign_up");
});
test.afterAll(() => empty.stop());

const owner = { email: "ada@quayside.test", password: "cedar-violin-marble-nine" };

test("an operator opens sign-up, and a business signs itself up", async ({ portal, page, browser }) => {
  await finishSetup(page, empty);
  await signInFirst(page, operator.email, operator.password);
  await page.waitForURL("**/accounts/new");
  const stranger = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();

  const mails = async () =>
    (await (await page.request.get(`${empty.base}/api/mails?pageSize=50`)).json()).rows as {
      to: string;
      subject: string;
      text: string;
    }[];
  const linkTo = async (email: string) =>
    /^https?:\S+confirm\S+$/m.exec((await mails()).find(({ to }) => to === email)?.text ?? "")?.[0] ?? "";
  const here = (link: string) => empty.base + new URL(link).pathname + new URL(link).search;
  async function fill(email: string): Promise<void> {
    await stranger.getByLabel("Business name").fill("Quayside");
    await stranger.getByLabel("Given name").fill("Ada");
    await stranger.getByLabel("Email").fill(email);
    await stranger.getByRole("button", { name: "Sign up" }).click();
  }

  await test.step("the page is not there while sign-up is closed", async () => {
    for (const path of ["/sign-up", "/sign-up/confirm?token=x"])
      expect((await stranger.goto(empty.base + path))?.status()).toBe(404);
    await stranger.goto(`${empty.base}/sign-in`);
    await expect(stranger.getByText("No account? Ask an owner")).toBeVisible();
    await expect(stranger.getByRole("link", { name: "sign up your business" })).toBeHidden();
  });

  await test.step("the operator opens it", async () => {
    await page.goto(`${empty.base}/accounts`);
    await expect(page.getByText("Closed: only operators add businesses.")).toBeVisible();
    await page.getByRole("button", { name: "Open sign-up" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Open sign-up" }).click();
    await expect(page.getByText("Open: businesses can sign themselves up.")).toBeVisible();
    await portal.expectAccessible();
  });

  await test.step("a stranger signs up on a phone, and keeps what was typed", async () => {
    await stranger.goto(`${empty.base}/sign-in`);
    await stranger.getByRole("link", { name: "sign up your business" }).click();
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Sign up your business");
    await fill("ada");
    await expect(stranger.getByText("Enter an email address such as")).toBeVisible();
    await expect(stranger.getByLabel("Business name")).toHaveValue("Quayside");
    await stranger.getByLabel("Email").fill(owner.email);
    await stranger.getByRole("button", { name: "Sign up" }).click();
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Check your email");
  });

  await test.step("the link leads to a password, a second factor, and the business", async () => {
    await expect.poll(() => linkTo(owner.email)).toContain("/sign-up/confirm?token=");
    const link = here(await linkTo(owner.email));
    await stranger.goto(link);
    await expect(stranger.getByText(`For Quayside. You'll sign in with ${owner.email}.`)).toBeVisible();
    await stranger.getByLabel("New password").fill("too short");
    await stranger.getByRole("button", { name: "Create account" }).click();
    await expect(stranger.getByText(/Use at least 15 characters/)).toBeVisible();
    await stranger.getByLabel("New password").fill(owner.password);
    await stranger.getByRole("button", { name: "Create account" }).click();
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Protect your sign-in");
    await expect(stranger).toHaveURL(/\/second-factor\?next=%2Faccounts%2F\d+$/);
    await addAuthenticator(stranger);
    await expect(stranger).toHaveURL(/\/accounts\/\d+$/);
    await expect(stranger.getByRole("heading", { level: 1 })).toContainText("Quayside");
    await expect(stranger.getByText("Not registered with the issuer")).toBeVisible();
    const other = await (await browser.newContext()).newPage();
    await other.goto(link);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
    await other.getByRole("link", { name: "Sign up again" }).click();
    await expect(other).toHaveURL(`${empty.base}/sign-up`);
  });

  await test.step("the operator finds it pending", async () => {
    await page.goto(`${empty.base}/accounts`);
    await expect(page.getByRole("row", { name: /Quayside/ })).toContainText("Pending");
  });

  await test.step("a known address gets another letter, and the same answer", async () => {
    await stranger.goto(`${empty.base}/sign-up`);
    await fill(owner.email);
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    await expect
      .poll(async () => (await mails()).find(({ to }) => to === owner.email)?.subject)
      .toMatch(/^You already have/);
  });

  await test.step("the pages are accessible", async () => {
    for (const path of ["/sign-up", "/sign-up?sent=yes", "/sign-up/confirm"]) {
      await page.goto(empty.base + path);
      await portal.expectAccessible();
    }
    expect(empty.written()).not.toContain(owner.email);
  });
});
