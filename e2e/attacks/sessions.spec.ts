import { expect, test } from "@playwright/test";
import { type Answer, ask, fromOwnPage, signIn } from "../access/ask.ts";
import { type Businesses, readPrepared } from "../access/businesses.ts";

test.describe.configure({ mode: "default" });
// There is no page to trace.
test.use({ trace: "off" });

let base: string;
let businesses: Businesses;

test.beforeAll(() => {
  const prepared = readPrepared(test.info().project.name);
  base = prepared.base;
  businesses = prepared.sets.attacks;
});

function enter(form: Record<string, string>, cookie = ""): Promise<Answer> {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return ask(base, {
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: { ...fromOwnPage, ...type, ...(cookie && { cookie }) },
    body: new URLSearchParams(form).toString(),
  });
}

const sessionLine = ({ headers }: Answer) =>
  (headers["set-cookie"] ?? []).find((line) => /^(__Host-)?portal-session=./.test(line)) ?? "";

test("signing in gives a cookie of its own, and ends the session that the browser had (V7.2.4, ADV-A9)", async () => {
  const { admin: email } = businesses.emails;
  const planted = await signIn(base, email);
  const answer = await enter({ email, password: process.env.DEMO_PASSWORD ?? "" }, planted);
  const line = sessionLine(answer);
  const cookie = line.split(";")[0] ?? "";
  expect(cookie).not.toBe(planted);
  expect(line).toMatch(/; Path=\/;.*; HttpOnly; SameSite=Lax$/i);
  expect(line).not.toMatch(/domain=/i);
  expect(cookie.length).toBeLessThan(1_000);
  const statuses = [planted, cookie].map(
    async (one) => (await ask(base, { path: "/api/cards", headers: { cookie: one } })).status,
  );
  expect(await Promise.all(statuses)).toEqual([401, 200]);
});

test("a cookie that nobody signed in with stays no session after somebody did (V7.2.4)", async () => {
  const planted = "portal-session=made.up.by.somebody.else";
  const answer = await enter(
    { email: businesses.emails.analyst, password: process.env.DEMO_PASSWORD ?? "" },
    planted,
  );
  expect(sessionLine(answer)).not.toContain("made.up.by");
  expect((await ask(base, { path: "/api/cards", headers: { cookie: planted } })).status).toBe(401);
});
