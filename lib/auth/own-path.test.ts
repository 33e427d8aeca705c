import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

describe("where somebody goes after signing in", () => {
  it.each([
    "/cards",
    "/cards/12?tab=history",
    "/cards?status=frozen&sort=-memo",
    "/a%2Fb",
    "/people/%E2%82%AC",
    "/cards?q=http://x.example",
  ])("may be %j", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    undefined,
    null,
    7,
    ["/cards"],
    "",
    "cards",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "/\\evil.example",
    "/\\/evil.example",
    "\\\\evil.example",
    "/cards\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "http:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/./..//evil.example",
    "/%2e//evil.example",
    "/%2e%2e//evil.example",
    "//evil.example@cards.example.com",
    "/\u0000/evil.example",
    "/\u2028/evil.example",
    "/\uFF0Fevil.example",
    "/cards\r\nSet-Cookie: a=b",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/./sign-in",
    "/signed-out",
    "/api/cards",
    "/_next/static/x.js",
    `/${"a".repeat(3_000)}`,
  ])("is the dashboard, not %j (ADV-A7)", (given) => {
    expect(ownPath(given)).toBe("/dashboard");
  });
});
