import { describe, expect, it } from "vitest";
import { profileFromForm } from "./profile-from-form";

function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) form.append(name, value);
  return form;
}

const everything = { countryRule: "any", channel: "any", cash: "allowed", merchants: "" };

const faultsOf = (fields: Parameters<typeof formOf>[0]) => {
  try {
    profileFromForm(formOf({ ...everything, ...fields }), "USD");
  } catch (error) {
    return (error as { fields?: unknown }).fields;
  }
  return null;
};

describe("profileFromForm", () => {
  it("reads amounts as they are written, and an empty field as no limit", () => {
    const fields = {
      ...everything,
      name: "Travel",
      description: " ",
      categoryRule: "any",
      perTransactionLimit: "1,250.5",
      dailyLimit: "",
      monthlyLimit: "3000",
    };
    expect(profileFromForm(formOf(fields), "USD")).toEqual({
      name: "Travel",
      description: null,
      perTransactionLimit: 125_050n,
      dailyLimit: null,
      weeklyLimit: null,
      monthlyLimit: 300_000n,
      yearlyLimit: null,
      dailyCount: null,
      weeklyCount: null,
      monthlyCount: null,
      yearlyCount: null,
      allowedCategories: [],
      blockedCategories: [],
      allowedCountries: [],
      blockedCountries: [],
      merchants: [],
      channel: "any",
      cash: "allowed",
    });
  });

  it("reads countries, merchants, numbers of purchases, and whether it stays a draft", () => {
    const fields = {
      ...everything,
      name: "Travel",
      categoryRule: "any",
      countryRule: "only",
      country: ["USA", "CAN"],
      merchants: " ACME \n\nCOFFEE BAR",
      dailyCount: "1,000",
      draft: "true",
    };
    expect(profileFromForm(formOf(fields), "USD")).toMatchObject({
      allowedCountries: ["USA", "CAN"],
      blockedCountries: [],
      merchants: ["ACME", "COFFEE BAR"],
      dailyCount: 1_000,
      draft: true,
    });
    expect(faultsOf({ name: "Travel", categoryRule: "any", weeklyCount: "many" })).toEqual({
      weeklyCount: "Enter a whole number, such as 5.",
    });
  });

  it.each([
    ["only", { allowedCategories: ["4121", "7011"], blockedCategories: [] }],
    ["except", { allowedCategories: [], blockedCategories: ["4121", "7011"] }],
    ["any", { allowedCategories: [], blockedCategories: [] }],
  ])("takes the chosen categories as the rule says: %s", (categoryRule, expected) => {
    expect(
      profileFromForm(
        formOf({ ...everything, name: "Travel", categoryRule, category: ["4121", "7011"] }),
        "USD",
      ),
    ).toMatchObject(expected);
  });

  it("names every field at fault at once", () => {
    const amount = "Enter an amount such as $1,250.50.";
    expect(
      faultsOf({ name: "", categoryRule: "only", dailyLimit: "abc", weeklyLimit: "1.234", yearlyLimit: "5" }),
    ).toEqual({
      dailyLimit: amount,
      weeklyLimit: "This can be read in more than one way. Write the amount like $1,250.50.",
      category: "Choose at least one category, or accept every one.",
    });
  });

  it("does not take a rule without a category for a rule that accepts everything", () => {
    for (const categoryRule of ["only", "except"])
      expect(faultsOf({ name: "Travel", categoryRule })).toEqual({
        category: "Choose at least one category, or accept every one.",
      });
  });

  it("refuses a rule of categories that is none", () => {
    expect(faultsOf({ name: "Travel", categoryRule: "all of them" })).toEqual({
      categoryRule: "Choose one of these.",
    });
    expect(faultsOf({ name: "Travel" })).toEqual({ categoryRule: "Choose one of these." });
  });
});
