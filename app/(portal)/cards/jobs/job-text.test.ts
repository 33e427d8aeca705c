import { describe, expect, it } from "vitest";
import { jobTitle, leftText, resultText, undoLabel } from "./job-text";

const counts = { waiting: 0, running: 0, done: 0, refused: 0, cancelled: 0 };
const endedAt = "2026-01-01T00:00:00.000Z";

describe("what is said of a bulk job", () => {
  it("names the verb and the number of cards", () => {
    expect(jobTitle({ verb: "card.freeze", total: 1 })).toBe("Freeze 1 card");
    expect(jobTitle({ verb: "card.change-limit", total: 1_200 })).toBe("Change the limit of 1,200 cards");
    expect(undoLabel("card.unfreeze", 1)).toBe("Unfreeze this card");
    expect(undoLabel("card.unfreeze", 12)).toBe("Unfreeze these 12 cards");
  });

  it("claims only what is done", () => {
    const job = { verb: "card.freeze", total: 12, endedAt } as const;
    expect(resultText({ ...job, counts: { ...counts, done: 12 } })).toBe("12 cards are frozen");
    expect(resultText({ ...job, counts: { ...counts, done: 1, refused: 10, cancelled: 1 } })).toBe(
      "1 of 12 cards is frozen, 11 are not",
    );
    expect(
      resultText({ ...job, endedAt: null, counts: { ...counts, done: 3, refused: 1, waiting: 8 } }),
    ).toBe("3 of 12 cards are frozen");
  });

  it("says how long it takes in units that one can wait by", () => {
    expect([leftText(20), leftText(200)]).toEqual(["about 20 s left", "about 3 min left"]);
  });
});
