import type { Browser, Page } from "@playwright/test";
import { expect, test } from "../portal.ts";
import { enter, freshEmail, password, signedInPage } from "./new-person.ts";

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
  await operator.goto("/emails");
  await operator
    .getByText(/^New sign-in to /)
    .first()
    .click();
  await expect(operator.getByText(/Chrome on Linux, from the address/).first()).toBeVisible();
});
