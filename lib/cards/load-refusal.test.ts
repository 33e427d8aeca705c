import { expect, it } from "vitest";
import { noMoneyToLoad, notLeftOnCard, ownRefusal } from "./load-refusal.ts";

it("says what to do about a load or an unload that the portal refused (F21)", () => {
  expect(ownRefusal(noMoneyToLoad("$5.00"))).toMatchObject({ title: "Not loaded" });
  expect(ownRefusal(notLeftOnCard("$1.00", "$2.00"))).toMatchObject({ title: "Not unloaded" });
  expect(ownRefusal("The request was refused")).toBeNull();
});
