import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

type Role = "owner" | "admin" | "user" | "second" | "analyst" | "operator";

/** The portal in a browser. Every page is checked for console errors and violations of the
 *  content security policy. Pages that load are waited for until they react. */
export const test = base.extend<{ portal: Portal; losesAnswers: boolean }>({
  /** For tests that cut the network: the browser logs every answer that it does not get. */
  losesAnswers: [false, { option: true }],
  page: async ({ page }, use) => {
    const { goto, reload, waitForURL } = page;
    const listening = () => page.locator("html[data-listening]").waitFor({ state: "attached" });
    const thenListening =
      <Given extends unknown[], Answer>(load: (...given: Given) => Promise<Answer>) =>
      async (...given: Given) => {
        const answer = await load.apply(page, given);
        await listening();
        return answer;
      };
    page.goto = thenListening(goto);
    page.reload = thenListening(reload);
    page.waitForURL = thenListening(waitForURL);
    await use(page);
  },
  portal: async ({ page, losesAnswers }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      // The issuer's frames run no scripts, not even those that Playwright injects.
      if (/^Blocked script execution in '[^']*\/api\/issuer-simulator\/embed\?/.test(message.text())) return;
      if (losesAnswers && /Failed to load resource|Failed to fetch/.test(message.text())) return;
      // The server answers a refused form with an error status, which Chromium
      // logs as a network error.
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

  /** Signs in as a person of the demo business, and opens no page. `at` is the portal's origin when
   *  it is not the usual one. All tests share one session of each person: a person can have only a
   *  few, and one more would end that of a test that is still running. A test that signs out signs
   *  in by the form. */
  async signIn(role: Role, at = ""): Promise<void> {
    const context = this.page.context();
    const kept = `.data/test/session-${base.info().project.name}-${role}.json`;
    if (at === "" && existsSync(kept)) {
      await context.addCookies(JSON.parse(readFileSync(kept, "utf8")));
      const asked = await this.page.request.get(`${at}/api/cards?pageSize=1`);
      if (asked.status() !== 401) return;
    }
    const answer = await this.page.request.post(`${at}/api/auth/callback/credentials`, {
      form: { email: `${role}@demo.example`, password: process.env.DEMO_PASSWORD ?? "" },
      headers: { "sec-fetch-site": "same-origin" },
      maxRedirects: 0,
    });
    expect(answer.headers().location, await answer.text()).toMatch(/\/dashboard$/);
    if (at !== "") return;
    // Renamed when it is whole, because another worker may be about to read it.
    writeFileSync(`${kept}.${process.pid}`, JSON.stringify(await context.cookies()));
    renameSync(`${kept}.${process.pid}`, kept);
  }

  /** Signs in with the form, and stays on the dashboard. */
  async signInByForm(role: Role): Promise<void> {
    await this.page.goto("/sign-in");
    await this.page.getByLabel("Email").fill(`${role}@demo.example`);
    await this.page.getByLabel("Password", { exact: true }).fill(process.env.DEMO_PASSWORD ?? "");
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
    // A whole page loads here.
    await this.page.waitForURL("/dashboard");
  }

  /** Opens a page in a test that takes so long that others may have taken over its session: a
   *  person can have only a few at a time. */
  async goBackTo(path: string, role: Role): Promise<void> {
    await this.page.goto(path);
    if (new URL(this.page.url()).pathname !== "/sign-in") return;
    await this.signIn(role);
    await this.page.goto(path);
  }

  /** Checks a page, by default the current one, for violations of WCAG 2.2 AA, on the first engine
   *  only: both engines have the same pages. */
  async expectAccessible(page: Page = this.page): Promise<void> {
    const { config, project } = base.info();
    if (project.name !== config.projects[0]?.name) return;
    const { violations } = await new AxeBuilder({ page })
      // Else axe also describes every element that passed.
      .options({ resultTypes: ["violations"] })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual(
      [],
    );
  }

  /** Opens the palette by its shortcut. Returns the dialog, with the focus in its box. */
  async openPalette(): Promise<Locator> {
    const palette = this.page.getByRole("dialog", { name: "Search or run a command" });
    await this.page.keyboard.press("Control+k");
    await expect(palette.getByRole("combobox")).toBeFocused();
    return palette;
  }

  /** Expects the card's state as the page shows it. */
  async expectState(state: string): Promise<void> {
    await expect(this.page.getByRole("main").getByText(state, { exact: true }).first()).toBeVisible();
  }

  /** Issues a virtual card and opens its page. Returns the card's id. */
  async issueCard({ holder, memo }: { holder: string; memo: string }): Promise<number> {
    const { rows } = await (await this.page.request.get(`/api/users?search=${holder}`)).json();
    const card = { userId: rows[0].id, cardType: "debit", form: "virtual", memo };
    const issued = await this.page.request.post("/api/cards", { data: card });
    expect(issued.status(), await issued.text()).toBe(201);
    const { id } = await issued.json();
    await this.page.goto(`/cards/${id}`);
    return id;
  }
}

export { expect };
