import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

type Role = "owner" | "admin" | "user" | "second" | "analyst" | "operator";

/** The portal in a browser: whoever signs in, what it shows is looked at for errors of the console and of the content security policy. */
export const test = base.extend<{ portal: Portal }>({
  portal: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      // The issuer's frames run no scripts, not even those with which Playwright reads them.
      if (/^Blocked script execution in '[^']*\/api\/issuer-simulator\/embed\?/.test(message.text())) return;
      // A refused form is answered with its own status, which Chromium notes as an error of the network.
      if (
        message.type() === "error" &&
        !/the server responded with a status of (401|403|404|409|422)/.test(message.text())
      )
        errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(new Portal(page));
    expect(errors).toEqual([]);
  },
});

class Portal {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Signs in with the form, as one of the demo business. `at` is the portal's origin where that is not the usual one. */
  async signIn(role: Role, at = ""): Promise<void> {
    await this.page.goto(`${at}/sign-in`);
    await this.page.getByLabel("Email").fill(`${role}@demo.example`);
    await this.page.getByLabel("Password").fill(process.env.DEMO_PASSWORD ?? "");
    await this.page.getByRole("button", { name: "Sign in" }).click();
    // A whole page is loaded here, and until it is nothing pressed on it is heard.
    await this.page.waitForURL(`${at}/dashboard`);
  }

  /** Opens a page in a test so long that others may have taken its session meanwhile: a person has a few at a time only. */
  async goBackTo(path: string, role: Role): Promise<void> {
    await this.page.goto(path);
    if (new URL(this.page.url()).pathname !== "/sign-in") return;
    await this.signIn(role);
    await this.page.goto(path);
  }

  /** Looks for what WCAG 2.2 AA forbids on the page as it is now. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual(
      [],
    );
  }

  /** Opens the palette by its keys, which a page that was only just loaded may not hear yet; answers its dialog, with the focus in its box. */
  async openPalette(): Promise<Locator> {
    const palette = this.page.getByRole("dialog", { name: "Search or run a command" });
    await expect(async () => {
      await this.page.keyboard.press("Control+k");
      await expect(palette.getByRole("combobox")).toBeFocused({ timeout: 2_000 });
    }).toPass();
    return palette;
  }

  /** The card's state as people read it. */
  async expectState(state: string): Promise<void> {
    await expect(this.page.getByRole("main").getByText(state, { exact: true }).first()).toBeVisible();
  }

  /** Issues a virtual card and stays on its page; answers its number in the address. */
  async issueCard({ holder, memo }: { holder: string; memo: string }): Promise<number> {
    await this.page.goto("/cards/new");
    await this.page.getByLabel("Cardholder").fill(holder);
    await this.page.getByRole("option", { name: new RegExp(holder) }).click();
    await this.page.getByLabel("Memo").fill(memo);
    await this.page.getByRole("button", { name: "Issue card" }).click();
    await expect(this.page).toHaveURL(/\/cards\/\d+$/);
    return Number(this.page.url().split("/").at(-1));
  }
}

export { expect };
