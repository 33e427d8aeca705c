import { describe, expect, it } from "vitest";
import { cardFromForm } from "./card-from-form";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  const typed = {
    userId: "3",
    cardType: "debit",
    form: "virtual",
    memo: "",
    spendLimit: "",
    spendLimitDuration: "monthly",
    ...fields,
  };
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
}

const address = {
  "shippingAddress.line1": "1 Main Street",
  "shippingAddress.line2": " ",
  "shippingAddress.city": "Springfield",
  "shippingAddress.region": "IL",
  "shippingAddress.postalCode": "62701",
  "shippingAddress.country": "USA",
};

describe("a card as the form asks for it", () => {
  it("has a limit with the window that was chosen, or neither", () => {
    expect(cardFromForm(formOf({ spendLimit: "1,250.5" }), "USD")).toMatchObject({
      spendLimit: 125_050n,
      spendLimitDuration: "monthly",
    });
    expect(cardFromForm(formOf({}), "USD")).toMatchObject({ spendLimit: null, spendLimitDuration: null });
  });

  it("has what is loaded at first in total, whatever window still stands in the form", () => {
    const loaded = { cardType: "reloadable", spendLimit: "100" };
    expect(cardFromForm(formOf(loaded), "USD")).toMatchObject({
      spendLimit: 10_000n,
      spendLimitDuration: "forever",
    });
  });

  it("is sent to the address that was chosen, to a new one, or nowhere when it is virtual", () => {
    const physical = { form: "physical", ...address };
    expect(cardFromForm(formOf({ ...physical, shippingAddressId: "7" }), "USD")).toMatchObject({
      shippingAddressId: 7,
    });
    const { shippingAddress } = cardFromForm(formOf({ ...physical, shippingAddressId: "new" }), "USD");
    expect(shippingAddress).toEqual({
      line1: "1 Main Street",
      line2: null,
      city: "Springfield",
      region: "IL",
      postalCode: "62701",
      country: "USA",
    });
    const virtual = cardFromForm(formOf({ ...address, shippingAddressId: "7" }), "USD");
    expect(virtual).not.toHaveProperty("shippingAddressId");
    expect(virtual).not.toHaveProperty("shippingAddress");
  });

  it("is refused with an amount in another currency, and takes cents alone (C9)", () => {
    expect(() => cardFromForm(formOf({ spendLimit: "¥5000" }), "USD")).toThrow(
      expect.objectContaining({ fields: { spendLimit: expect.stringContaining("in US dollars") } }),
    );
    expect(cardFromForm(formOf({ spendLimit: ".50" }), "USD")).toMatchObject({ spendLimit: 50n });
  });

  it("blames the field for what is no amount", () => {
    const read = () => cardFromForm(formOf({ spendLimit: "a lot" }), "USD");
    expect(read).toThrow(
      expect.objectContaining({
        code: "INVALID_INPUT",
        fields: { spendLimit: expect.stringContaining("$1,250.50") },
      }),
    );
  });
});
