import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function isAllowed(
  given: Record<string, string>,
  method = "POST",
  portalUrl?: string,
): Promise<boolean> {
  vi.resetModules();
  if (portalUrl) vi.stubEnv("PORTAL_URL", portalUrl);
  const { checkSameOrigin } = await import("./same-origin.ts");
  try {
    checkSameOrigin(new Headers({ host: "cards.example.com", ...given }), method);
    return true;
  } catch (error) {
    expect(error).toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringMatching(/^This request came from another site/),
    });
    return false;
  }
}

describe("a request that changes something", () => {
  it.each([
    [true, { "sec-fetch-site": "same-origin" }],
    [true, { "sec-fetch-site": "same-origin", origin: "https://cards.example.com" }],
    [true, { origin: "https://cards.example.com" }],
    [false, { "sec-fetch-site": "same-site" }],
    [false, { "sec-fetch-site": "cross-site" }],
    [false, { "sec-fetch-site": "none" }],
    [false, { "sec-fetch-site": "cross-site", origin: "https://cards.example.com" }],
    [false, { "sec-fetch-site": "" }],
    [false, { origin: "https://evil.example" }],
    [false, { origin: "https://cards.example.com.evil.example" }],
    [false, { origin: "https://cards.example.com:8443" }],
    [false, { origin: "null" }],
    [false, {}],
    [false, { referer: "https://cards.example.com/cards" }],
  ])("is allowed (%s) with %j (ADV-N5)", async (allowed, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect(await isAllowed(headers, method), method).toBe(allowed);
  });

  it("is compared with where people reach the portal, when that is known", async () => {
    const url = "https://cards.example.com";
    expect(await isAllowed({ origin: "https://cards.example.com", host: "10.0.0.5:3000" }, "POST", url)).toBe(
      true,
    );
    expect(await isAllowed({ origin: "http://cards.example.com" }, "POST", url)).toBe(false);
    expect(await isAllowed({ origin: "https://evil.example", host: "evil.example" }, "POST", url)).toBe(
      false,
    );
  });
});

it.each(["GET", "HEAD"])("a %s may come from anywhere", async (method) => {
  expect(await isAllowed({ "sec-fetch-site": "cross-site", origin: "https://evil.example" }, method)).toBe(
    true,
  );
});
