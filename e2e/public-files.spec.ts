import { expect, test } from "@playwright/test";

const files = {
  "/icon.svg": "image/svg+xml",
  "/icon-192.png": "image/png",
  "/icon-512.png": "image/png",
  "/apple-touch-icon.png": "image/png",
  "/manifest.webmanifest": "application/manifest+json",
  "/robots.txt": "text/plain",
};

for (const [path, type] of Object.entries(files))
  test(`${path} is served to anyone, with the security headers`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(200);
    const headers = answer.headers();
    expect(headers["content-type"]).toContain(type);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["strict-transport-security"]).toBeTruthy();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

test("the manifest names icons that are there, and pages link to all of it", async ({ page, request }) => {
  const manifest = await (await request.get("/manifest.webmanifest")).json();
  const icons: string[] = manifest.icons.map(({ src }: { src: string }) => src);
  expect(icons.every((src) => src in files)).toBe(true);
  await page.goto("/sign-in");
  await expect(page.locator('link[rel="manifest"]')).toHaveAttribute("href", "/manifest.webmanifest");
  await expect(page.locator('link[rel="apple-touch-icon"]')).toHaveAttribute("href", "/apple-touch-icon.png");
  await expect(page.locator('link[rel="icon"]').first()).toHaveAttribute("href", "/icon.svg");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
});

test("robots.txt disallows everything", async ({ request }) => {
  expect(await (await request.get("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
});
