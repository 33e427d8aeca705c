import { expect, type Page } from "@playwright/test";

/** The same address by the name of this machine. A passkey belongs to a name: browsers make none
 *  for the number of a host. */
export const named = (base: string | undefined) => (base ?? "").replace("127.0.0.1", "localhost");

/** Gives the pages of a context a device that makes and uses passkeys without asking. */
export async function withPasskeys(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Waits until the page with this heading reacts to a press. */
export async function reacts(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await page.locator("html[data-listening]").waitFor({ state: "attached" });
}
