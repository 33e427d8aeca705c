import { expect, it } from "vitest";
import { paidWithText } from "./paid-with.ts";

const unsaid = { cardPresence: null, entryMode: null, pin: null, walletType: null };

it.each([
  [{ cardPresence: "present", entryMode: "ICC", pin: "entered" }, "In person, chip, PIN entered"],
  [
    { cardPresence: "present", entryMode: "CONTACTLESS", walletType: "APPLE_PAY" },
    "Apple Pay, in person, contactless",
  ],
  [{ cardPresence: "not_present", entryMode: "ECOMMERCE" }, "Card not present, online checkout"],
  [{ entryMode: "CREDENTIAL_ON_FILE", walletType: "MERCHANT" }, "Card saved with the merchant"],
  [{ entryMode: "MOON_BEAM" }, "Moon beam"],
  [{ entryMode: "UNKNOWN", cardPresence: "other" }, null],
])("says of %j how the card was used", (stated, text) => {
  expect(paidWithText({ ...unsaid, ...stated })).toBe(text);
});
