import { describe, expect, it } from "vitest";
import { cardName } from "@/lib/cards/card";
import { cardTone, limitText } from "./card-text";

describe("a card in words", () => {
  it("is called by its memo and its last four digits, or by what of them is known", () => {
    expect(cardName({ memo: "Travel", lastFour: "4242" })).toBe("Travel •• 4242");
    expect(cardName({ memo: null, lastFour: "4242" })).toBe("•• 4242");
    expect(cardName({ memo: "Travel", lastFour: null })).toBe("Travel");
    expect(cardName({ memo: null, lastFour: null })).toBe("a card without a number yet");
  });

  it("has the colour of its state, and of what is pending while the issuer has not confirmed a change", () => {
    expect(cardTone({ status: "inactive", desiredStatus: null })).toBe("closed");
    expect(cardTone({ status: "active", desiredStatus: null })).toBe("active");
    expect(cardTone({ status: "active", desiredStatus: "frozen" })).toBe("pending");
  });

  it("says its limit with the window, in the currency's own decimals", () => {
    expect(limitText({ spendLimit: 125_050, spendLimitDuration: "monthly" }, "USD")).toBe(
      "$1,250.50 per month",
    );
    expect(limitText({ spendLimit: 5_000, spendLimitDuration: "forever" }, "JPY")).toBe("¥5,000 in total");
    expect(limitText({ spendLimit: null, spendLimitDuration: null }, "USD")).toBeNull();
  });
});
