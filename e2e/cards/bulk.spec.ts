import { expect, test } from "../portal.ts";

const head = "Holder email,Card type,Form,Memo,Spend limit,Limit window,Ship to";

test("five hundred cards are frozen at once, but for one that was closed meanwhile", async ({
  portal,
  page,
}) => {
  test.setTimeout(600_000);
  const name = `Bulk${Date.now()}`;
  await portal.signIn("admin");
  const file = [
    head,
    ...Array.from({ length: 500 }, (_, at) => `user@demo.example,Debit,Virtual,${name} ${at},,,`),
  ].join("\r\n");
  const issuing = await page.request.post("/api/cards/issue-by-csv?cards=500", {
    data: file,
    headers: { "Content-Type": "text/csv", "Content-Disposition": 'attachment; filename="bulk.csv"' },
  });
  expect(issuing.status(), await issuing.text()).toBeLessThan(300);
  const { jobId } = await issuing.json();
  expect(await (await page.request.get(`/api/bulk-jobs/${jobId}`)).json()).toMatchObject({
    total: 500,
    fileName: "bulk.csv",
  });
  const issued = async () => (await (await page.request.get(`/api/bulk-jobs/${jobId}`)).json()).counts?.done;
  await expect.poll(issued, { timeout: 240_000 }).toBe(500);

  const found = (await (await page.request.get(`/api/cards?search=${name}+250`)).json()).rows;
  // Another card's last four may begin with the same digits.
  const middle = found.find(({ memo }: { memo: string }) => memo === `${name} 250`);

  await page.goto(`/cards?search=${name}`);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await page.getByRole("button", { name: "Select all 500 cards" }).click();
  await expect(page.getByText("All 500 cards selected")).toBeVisible();
  // In a window that fits the whole page, the sticky head and bar cover nothing.
  await page.setViewportSize({ width: 1280, height: 2_400 });
  await portal.expectAccessible();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  const asking = page.getByRole("dialog");
  await expect(asking.getByRole("heading", { name: "Freeze 500 cards?" })).toBeVisible();
  await expect(asking.getByText("500 cards can be frozen.")).toBeVisible();
  await page.request.post(`/api/cards/${middle.id}/close`, {
    data: { lastFour: middle.lastFour, reason: "Lost" },
  });
  await asking.getByLabel("Reason").fill("Stock-taking");
  await portal.expectAccessible();
  await asking.getByRole("button", { name: "Freeze" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Freeze 500 cards");
  await portal.expectAccessible();
  await expect(page.getByText("499 of 500 cards are frozen, 1 is not")).toBeVisible({ timeout: 240_000 });

  await page.getByLabel("Result", { exact: true }).selectOption({ label: "Failed" });
  await expect(page).toHaveURL(/status=refused/);
  const rows = page.getByRole("table", { name: "Cards of this job" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: `${name} 250` })).toContainText(/closed/i);
  await portal.expectAccessible();

  await page.getByRole("button", { name: "Unfreeze these 499 cards" }).click();
  await expect(page.getByText("499 cards can be unfrozen.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Unfreeze these 499 cards" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Unfreeze 499 cards");
  await expect(page.getByText(/^[1-9]\d* of 499 cards (is|are) unfrozen/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel the rest" }).click();
  await portal.expectAccessible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the rest" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Canceled");
  const unfrozen = Number.parseInt(
    String(await page.getByText(/^\d+ of 499 cards (is|are) unfrozen, \d+ (is|are) not/).textContent()),
    10,
  );
  for (const [status, count] of [
    ["active", unfrozen],
    ["frozen", 499 - unfrozen],
  ])
    await expect(async () => {
      const cards = await (await page.request.get(`/api/cards?search=${name}&status=${status}`)).json();
      expect(cards.total).toBe(count);
    }).toPass();
});
