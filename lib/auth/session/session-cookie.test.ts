import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function cookieAt(portalUrl: string) {
  vi.resetModules();
  vi.stubEnv("PORTAL_URL", portalUrl);
  return (await import("./session-cookie.ts")).sessionCookie();
}

it("a session's cookie is for the portal's host alone behind TLS, and for no script (ADV-A9)", async () => {
  const { name, options } = await cookieAt("https://cards.example.com");
  expect(name).toBe("__Host-portal-session");
  expect(options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
  expect(await cookieAt("http://localhost:3000")).toMatchObject({
    name: "portal-session",
    options: { httpOnly: true, secure: false },
  });
});
