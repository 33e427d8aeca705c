import { expect, test } from "../portal.ts";
import { accept, enter, freshEmail, password, signedInPage } from "./new-person.ts";

// A person of their own: the others' pages must not change under other tests.
test("a person chooses a theme and a time zone, and the page is in it from the start", async ({
  browser,
  portal,
  page,
}) => {
  const [email, operator] = [freshEmail(), await signedInPage(browser, "operator")];
  await portal.signIn("owner");
  const person = { givenName: "Tara", familyName: "", email, role: "user" };
  const made = await page.request.post("/api/users", { data: person });
  expect(made.status(), await made.text()).toBe(201);
  await accept(email, operator);
  await page.context().clearCookies();
  await enter(page, email, password);
  await page.waitForURL("/dashboard");

  await page.goto("/profile");
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await portal.expectAccessible();
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");

  // What the server sends, before any script runs, and what the page then shows.
  const { id } = (await (await page.request.get("/api/users?pageSize=1")).json()).rows[0];
  const sent = await (await page.request.get(`/users/${id}`, { headers: { accept: "text/html" } })).text();
  expect(sent).toMatch(/title="[^"]*GMT\+9"/);
  await page.goto(`/users/${id}`);
  await expect(page.locator("time").first()).toHaveAttribute("title", /GMT\+9$/);

  await page.goto("/profile");
  await page.getByRole("radio", { name: "System" }).check();
  await page.getByLabel("Time zone").selectOption("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await portal.expectAccessible();
});
