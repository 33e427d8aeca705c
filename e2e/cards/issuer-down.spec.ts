import { randomUUID } from "node:crypto";
import { openSimulator } from "@/lib/lithic/simulator/simulator.ts";
import { expect, test } from "../portal.ts";

test.describe.configure({ mode: "serial" });

test("while the issuer is down a card says Freezing, other pages work, and it freezes by itself afterwards", async ({
  portal,
  page,
}, { project }) => {
  await portal.signIn("owner");
  const memo = `Down ${randomUUID().slice(0, 8)}`;
  const id = await portal.issueCard({ holder: "Clara", memo });
  await portal.expectState("Active");
  const issuer = openSimulator({ file: `.data/test/e2e-${project.name}-issuer.sqlite` });
  // Only for this card, so that other tests on this server can continue.
  const headers = { Authorization: "test" };
  const listed = await issuer.fetch(`https://sandbox.lithic.com/v1/cards?memo=${encodeURIComponent(memo)}`, {
    headers,
  });
  const [card] = (await listed.json()).data;
  issuer.inject({ kind: "down", match: { path: card.token } });
  try {
    await page.getByRole("button", { name: "Freeze", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("The issuer is down");
    await page.getByRole("dialog").getByRole("button", { name: "Freeze" }).click();
    await portal.expectState("Freezing …");
    await expect(page.getByText("Frozen", { exact: true })).toHaveCount(0);
    expect(await (await page.request.get(`/api/cards/${id}`)).json()).toMatchObject({
      status: "active",
      desiredStatus: "frozen",
    });
    for (const path of ["/cards", "/users", "/dashboard"])
      expect((await page.request.get(path)).status()).toBe(200);
  } finally {
    issuer.clearFaults();
    issuer.close();
  }
  await expect(page.getByRole("main").getByText("Frozen", { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  });
});
