import { readFileSync } from "node:fs";
import { expect, test } from "../portal.ts";

const head = "Given name,Family name,Email,Role,Phone";

test("invites the good people of a file once, and offers the bad rows", async ({ portal }) => {
  test.slow();
  const { page } = portal;
  const stamp = Date.now();
  const rows = Array.from(
    { length: 20 },
    (_, at) => `Guest${stamp},Number ${at},guest-${stamp}-${at}@people.example,Cardholder,`,
  );
  rows[4] = `Guest${stamp},Twice,guest-${stamp}-3@people.example,Cardholder,`;
  rows[9] = `Guest${stamp},Role,guest-${stamp}-9@people.example,Boss,`;
  const file = {
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([head, ...rows].join("\r\n")),
  };
  await portal.signIn("owner");
  await page.goto("/users/invite-by-csv");
  await portal.expectAccessible();
  await page.getByLabel("CSV file of people").setInputFiles(file);
  await expect(page.getByText("people.csv: 2 rows cannot be invited.")).toBeVisible();
  await expect(page.getByText("Line 5 has the same email address. Leave one of them out.")).toBeVisible();
  await expect(page.getByText(/^Enter one of these: Owner/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await portal.expectAccessible();
  await page.setViewportSize({ width: 1280, height: 800 });
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the 2 bad rows" }).click(),
  ]);
  expect(readFileSync(await saved.path(), "utf8")).toContain("Line 5 has the same email address.");

  await page.getByRole("button", { name: "Invite 18 people" }).click();
  await page.waitForURL(/\/cards\/jobs\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Invite 18 people");
  await expect(page.getByText("18 people are invited", { exact: true })).toBeVisible({ timeout: 60_000 });
  await portal.expectAccessible();
  const { total } = await (await page.request.get(`/api/users?search=guest${stamp}&status=invited`)).json();
  expect(total).toBe(18);

  await page.goto("/users/invite-by-csv");
  await page.getByLabel("CSV file of people").setInputFiles(file);
  await expect(page.getByText("people.csv was already submitted.")).toBeVisible();
});
