import { expect, test } from "@playwright/test";
import { addressOf } from "../access/address-of.ts";
import { type Answer, ask, fromOwnPage, signIn } from "../access/ask.ts";
import { type Businesses, readPrepared } from "../access/businesses.ts";
import { pageRows } from "../access/rows/page-rows.ts";

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

test("whatever is sent to sign in, the address it leads to says one of three words (ADV-A8)", async () => {
  const { analyst } = businesses.emails;
  for (const form of [
    {},
    { email: analyst },
    { password: "x" },
    { email: "a\0b@c.example", password: "\0" },
    { email: "%ED%A0%80", password: "\uFFFD" },
    { email: '{"not":""}', password: '{"not":""}' },
    { email: `${"a".repeat(100_000)}@b.example`, password: "x".repeat(100_000) },
    { email: analyst, password: "wrong", callbackUrl: "//evil.example", error: "text of mine" },
  ]) {
    const { status, headers, body } = await enter(form as Record<string, string>);
    expect([303, 429]).toContain(status);
    expect(headers.location).toMatch(/^\/sign-in\?error=(refused|busy|too-many)(&next=%2Fdashboard)?$/);
    expect(body).toBe("");
  }
});

test("every page that somebody is signed in on offers to sign out (V7.4.4)", async () => {
  const cookies = {
    owner: await signIn(base, businesses.emails.owner),
    operator: await signIn(base, businesses.emails.operator),
  };
  const seen: string[] = [];
  for (const { route, target } of pageRows.filter(({ permission }) => permission !== "anyone"))
    for (const cookie of Object.values(cookies)) {
      const path = addressOf({ route, target }, businesses.ours);
      const { status, body } = await ask(base, { path, headers: { cookie, accept: "text/html" } });
      if (status !== 200) continue;
      seen.push(route);
      expect(body, route).toMatch(/<button[^>]*>(<[^>]*>)*Sign out/);
    }
  expect(new Set(seen).size).toBeGreaterThan(20);
});
