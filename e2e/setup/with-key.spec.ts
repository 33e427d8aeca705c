import { randomUUID } from "node:crypto";
import { serveSimulator, type TestServer } from "@/lib/lithic/simulator/test-server.ts";
import { expect, test } from "../portal.ts";
import { type EmptyPortal, startEmptyPortal } from "./empty-portal.ts";
import { fillOperator, operator, signInFirst } from "./setup.ts";
import { openTestInbox, type TestInbox } from "./test-inbox.ts";

const key = `test-${randomUUID()}`;
const owner = { email: "nora@contoso.test", password: "quill-barrel-cosmic-nine" };
let issuer: TestServer;
let inbox: TestInbox;
let empty: EmptyPortal;
test.beforeAll(async () => {
  issuer = await serveSimulator(key);
  inbox = await openTestInbox();
  empty = await startEmptyPortal(test.info().project.name, "setup_with_key", (base) => ({
    ...{ LITHIC_API_KEY: key, LITHIC_ENVIRONMENT: "sandbox", LITHIC_TEST_URL: issuer.url },
    ...{ SMTP_URL: inbox.url, MAIL_FROM: "cards@alder.test", PORTAL_URL: base },
  }));
});
test.afterAll(async () => {
  await empty.stop();
  await inbox.close();
  await issuer.close();
});

test("with a key: from zero to an issued card, without the demo", async ({ portal, page, browser }) => {
  await test.step("set-up looks at the issuer, again when something is wrong", async () => {
    issuer.simulator.inject({ kind: "error-before", match: { path: "card_programs" }, times: 1 });
    await page.goto(`${empty.base}/setup?code=${empty.code}`);
    const lines = page.getByRole("region", { name: "Issuer" }).getByRole("listitem");
    await expect(lines).toHaveText([
      /^Issuer reached/,
      new RegExp(`^Key accepted.*Sandbox, ends in ${key.slice(-4)}. Test cards, no real money.`),
      /^Card program.*Internal server error/,
      /^Events/,
    ]);
    await fillOperator(page);
    await portal.expectAccessible();
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(lines.nth(2)).toHaveText(/^2 card programs found.*Simulated Travel/);
    await expect(lines.nth(3)).toHaveText(/^Events are not set up/);
    await expect(page.getByLabel("Email")).toHaveValue(operator.email);
    await portal.expectAccessible();
    await page.getByRole("button", { name: "Finish setup" }).click();
    await page.waitForURL(/\/sign-in\?/);
  });

  await test.step("the operator sets up events, and the test event arrives", async () => {
    await signInFirst(page, operator.email, operator.password);
    await page.waitForURL("**/issuer");
    await page.getByRole("button", { name: "Set up events" }).click();
    await expect(page.getByText(/^Events set up/)).toBeVisible();
    await expect(page.getByText(/^Last event received/)).toBeVisible();
    await portal.expectAccessible();
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect(page.getByText(/^Last event received/)).toBeVisible();
  });

  await test.step("adds a business, and registers it with the issuer", async () => {
    await page.goto(`${empty.base}/accounts/new`);
    await page.getByLabel("Business name").fill("Contoso");
    await page.getByLabel("Owner's given name").fill("Nora");
    await page.getByLabel("Owner's family name").fill("Newman");
    await page.getByLabel("Owner's email").fill(owner.email);
    await page.getByRole("button", { name: "Add business" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Contoso/ })).toBeVisible();
    await page.getByLabel("Street and number").fill("1 Main St");
    await page.getByLabel("City").fill("Springfield");
    await page.getByLabel("State or region").fill("IL");
    await page.getByLabel("Postal code").fill("62701");
    await page.getByRole("button", { name: "Register business" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Active/ })).toBeVisible();
  });

  await test.step("the owner accepts the invitation and issues a card", async () => {
    const mine = await (await browser.newContext()).newPage();
    await expect.poll(() => inbox.linkTo(owner.email)).toContain(`${empty.base}/accept-invitation`);
    await mine.goto(inbox.linkTo(owner.email) ?? "");
    await mine.getByLabel("New password").fill(owner.password);
    await mine.getByRole("button", { name: "Accept invitation" }).click();
    await expect(mine.getByText("Your account is ready.")).toBeVisible();
    await signInFirst(mine, owner.email, owner.password);
    await mine.waitForURL("**/dashboard");
    const { rows } = await (await mine.request.get(`${empty.base}/api/users`)).json();
    await mine.goto(`${empty.base}/users/${rows[0].id}/change`);
    await mine.getByLabel("Phone").fill("+1 212 555 0100");
    await mine.getByRole("button", { name: "Save changes" }).click();
    await mine.waitForURL(/\/users\/\d+$/);
    await mine.goto(`${empty.base}/cards/new`);
    await mine.getByLabel("Cardholder").fill("Nora");
    await mine.getByRole("option", { name: /Nora Newman/ }).click();
    await mine.getByLabel("Memo").fill("First card");
    await mine.getByRole("button", { name: "Issue card" }).click();
    await expect(mine.getByRole("heading", { level: 1, name: /First card/ })).toBeVisible();
    await expect(mine.getByRole("main").getByText("Active", { exact: true }).first()).toBeVisible();
  });
  expect(empty.written()).not.toMatch(/whsec_|token=/);
  expect(empty.written()).not.toContain(key);
});
