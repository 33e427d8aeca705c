import { expect, test } from "../portal.ts";

test("a password field hides what is typed, takes what is pasted, and says to password managers what it is (V6.2.6, V6.2.7)", async ({
  portal,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const expectTaken = async (label: string, kind: string) => {
    const field = page.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute("type", "password");
    await expect(field).toHaveAttribute("autocomplete", kind);
    await page.evaluate(() => navigator.clipboard.writeText("Пароль 🐅 from a manager"));
    await field.focus();
    await page.keyboard.press("Control+v");
    await expect(field).toHaveValue("Пароль 🐅 from a manager");
  };
  await page.goto("/sign-in");
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username");
  await expectTaken("Password", "current-password");
  await portal.signIn("user");
  await page.goto("/profile");
  await expectTaken("Current password", "current-password");
  await expectTaken("New password", "new-password");
});
