import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { declineKinds } from "./decline-kinds.ts";
import { declineWords, knownDeclines } from "./decline-words.ts";

const words = (reasons: string[], profile: string | null = null, ruleKind: string | null = null) =>
  declineWords({ reasons, profile, ruleKind, category: "Fast food", country: "Portugal" });

describe("the words of a decline", () => {
  it("name the profile and what its rule is about, and what to do next", () => {
    expect(words(["AUTH_RULE"], "Travel", "monthly")).toEqual({
      code: "AUTH_RULE",
      title: "Over Travel’s monthly limit",
      cardholder: "This is over the monthly limit of your profile Travel.",
      admin: "The purchase was over the monthly limit of the profile Travel.",
      nextStep: "Raise the limit of Travel, or put the card on another profile.",
      others: [],
    });
    expect(words(["AUTH_RULE_BLOCKED_MCC"], "Meals", "blocked_categories")?.title).toBe(
      "Meals doesn’t allow fast food",
    );
    expect(words(["AUTH_RULE_ALLOWED_COUNTRY"], "Travel", "allowed_countries")?.title).toBe(
      "Travel doesn’t allow Portugal",
    );
    expect(words(["AUTH_RULE"], "Meals", "moon_phase")?.title).toBe("Not allowed by Meals");
    expect(words(["AUTH_RULE"], "Meals", "constructor")?.title).toBe("Not allowed by Meals");
  });

  it("say every reason, the first as the main one", () => {
    expect(words(["CARD_SPEND_LIMIT_EXCEEDED", "INSUFFICIENT_FUNDS", "DECLINED"])).toMatchObject({
      title: "Over the card’s limit",
      others: ["Balance too low"],
    });
    expect(words([])).toBeNull();
  });

  it("keep a word of the issuer that they do not know", () => {
    expect(words(["MOON_RISE"])).toMatchObject({
      code: "MOON_RISE",
      title: "Declined (MOON_RISE)",
      cardholder: "The payment was declined (MOON_RISE).",
    });
    expect(words(["constructor"])?.title).toBe("Declined (constructor)");
  });

  it("say no more than that to a cardholder where the issuer suspects fraud", () => {
    expect(words(["SUSPECTED_FRAUD"])?.cardholder).toBe("Stopped for security.");
  });

  it("are sentences, and none for two kinds", () => {
    for (const { title, cardholder, admin, nextStep } of declineKinds.values()) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      for (const sentence of [cardholder, admin, nextStep]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("know every reason that the issuer's client does", () => {
    const types = readFileSync("node_modules/lithic/resources/transactions/transactions.d.ts", "utf8");
    const listed = [...(/detailed_results: Array<([^>]*)>/.exec(types)?.[1] ?? "").matchAll(/'(\w+)'/g)].map(
      ([, code = ""]) => code,
    );
    expect(listed.length).toBeGreaterThan(50);
    expect(listed.filter((code) => code !== "APPROVED" && !knownDeclines.includes(code))).toEqual([]);
  });
});
