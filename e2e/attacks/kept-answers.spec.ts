import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { ask, askTwice, signIn } from "../access/ask.ts";
import { readPrepared } from "../access/businesses.ts";

// There is no page to trace.
test.use({ trace: "off" });

const readBuild = (file: string) => JSON.parse(readFileSync(`.next/${file}`, "utf8"));

test("the build has rendered no page ahead, rewrites no address, and has nothing at the edge (ADV-N9, ADV-N10)", () => {
  const { routes, dynamicRoutes } = readBuild("prerender-manifest.json");
  // Files that are the same for everybody.
  expect(Object.keys(routes).filter((route) => !forEverybody.has(route))).toEqual([]);
  expect(dynamicRoutes).toEqual({});
  const { rewrites, redirects } = readBuild("routes-manifest.json");
  expect(Object.values(rewrites).flat()).toEqual([]);
  expect(redirects.filter(({ internal }: { internal?: boolean }) => !internal)).toEqual([]);
  const { middleware, functions } = readBuild("server/middleware-manifest.json");
  expect([middleware, functions]).toEqual([{}, {}]);
});

const forEverybody = new Set(["/_global-error", "/_not-found"]);

test("there is no optimizer of images, for any image (ADV-N11, ADV-N12)", async () => {
  const { base } = readPrepared(test.info().project.name);
  for (const url of [
    "/icon.svg",
    "//evil.example/a.png",
    "http://127.0.0.1/a.svg",
    "data:image/svg+xml,<svg/>",
  ])
    for (const path of ["/_next/image", "/_next/image/"]) {
      const query = new URLSearchParams({ url, w: "64", q: "75" });
      const { status, headers } = await ask(base, { path: `${path}?${query}` });
      expect([404, 308], url).toContain(status);
      expect(headers["content-type"] ?? "", url).not.toMatch(/^image/);
    }
});

test("two businesses that ask at the same time each get their own, which nothing may keep (ADV-N9, ADV-N13)", async () => {
  const { base, sets } = readPrepared(test.info().project.name);
  const { emails, canaries } = sets.attacks;
  const people = [
    { cookie: await signIn(base, emails.owner), own: canaries.ours, other: canaries.theirs },
    { cookie: await signIn(base, emails.otherOwner), own: canaries.theirs, other: canaries.ours },
  ];
  const forms = [
    { path: "/api/cards", headers: {} },
    { path: "/cards", headers: { accept: "text/html" } },
    { path: "/cards", headers: { rsc: "1" } },
  ];
  for (let round = 0; round < 10; round++)
    await Promise.all(
      forms.flatMap(({ path, headers }) =>
        people.map(async ({ cookie, own, other }) => {
          const answer = await askTwice(base, { path, headers: { ...headers, cookie } });
          expect(answer.body).toContain(own);
          expect(answer.body).not.toContain(other);
          expect(answer.headers["cache-control"]).toContain("no-store");
        }),
      ),
    );
});
