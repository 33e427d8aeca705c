import { describe, expect, it } from "vitest";
import { deactivationFromForm, openCardsText } from "./deactivation-from-form";

const read = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ userId: "7", version: "3", reason: "Left", ...fields }))
    form.set(name, value);
  return deactivationFromForm(form, "USD");
};
const person = { userId: 7, version: 3, reason: "Left" };

describe("the form that deactivates a person", () => {
  it("says nothing of cards where there are none", () => {
    expect(read({ ids: "" })).toEqual(person);
    expect(openCardsText(read({ ids: "" }))).toBe("");
  });

  it("takes only the fields of the chosen way", () => {
    const typed = {
      ids: "1,2",
      holderId: "9",
      confirmedCount: "2",
      spendLimit: "10.50",
      shippingAddressId: "",
    };
    expect(read({ ...typed, openCards: "freeze" }).openCards).toEqual({ verb: "card.freeze", ids: [1, 2] });
    expect(read({ ...typed, openCards: "close" }).openCards).toEqual({
      verb: "card.close",
      ids: [1, 2],
      confirmedCount: 2,
    });
    expect(read({ ...typed, openCards: "move" }).openCards).toEqual({
      verb: "card.move",
      ids: [1, 2],
      confirmedCount: 2,
      holderId: 9,
      shippingAddressId: null,
      spendLimit: 1_050n,
    });
  });

  it("does not read an amount that is not asked for", () => {
    expect(read({ ids: "1", openCards: "close", confirmedCount: "1", spendLimit: "much" }).openCards).toEqual(
      {
        verb: "card.close",
        ids: [1],
        confirmedCount: 1,
      },
    );
  });

  it("says what happens to how many cards", () => {
    expect(openCardsText(read({ ids: "1,2", openCards: "freeze" }))).toBe(" Freezing 2 cards …");
  });
});
