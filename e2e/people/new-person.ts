import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";

/** The password of every new person. */
export const password = "plum-kettle-orbit-seven";

/** The link in the newest mail to an address, as the operator of a portal without mail server reads
 *  it. */
export async function linkTo(email: string, page: Page): Promise<string> {
  const { rows } = await (await page.request.get("/api/mails?pageSize=100")).json();
  const mail = rows.find(({ to }: { to: string }) => to === email);
  return /^https?:\S+$/m.exec(mail.text)?.[0] ?? "";
}

/** Signs in over the API, as a person of the demo. */
export async function signedInPage(browser: Browser, role: string): Promise<Page> {
  const page = await browser.newPage();
  await page.request.post("/api/auth/callback/credentials", {
    form: { email: `${role}@demo.example`, password: process.env.DEMO_PASSWORD ?? "" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  return page;
}

/** Fills in the sign-in form. */
export async function enter(page: Page, email: string, chosen: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(chosen);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Accepts the newest invitation to an address over the API, with the password of every new
 *  person. */
export async function accept(email: string, operator: Page): Promise<void> {
  const token = new URL(await linkTo(email, operator)).searchParams.get("token");
  const answer = await operator.request.post("/api/accept-invitation", {
    data: { token, givenName: "Nora", familyName: "New", password },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

export const freshEmail = () => `${randomUUID()}@people.example`;
