import { describe, expect, it } from "vitest";
import { checkText, jobState, jobTitle, leftText, resultText, undoLabel } from "./job-text";

const counts = { waiting: 0, running: 0, done: 0, refused: 0, cancelled: 0 };
const endedAt = "2026-01-01T00:00:00.000Z";

describe("what is said of a bulk job", () => {
  it("names the verb and the number of cards", () => {
    expect(jobTitle({ verb: "card.freeze", total: 1 })).toBe("Freeze 1 card");
    expect(jobTitle({ verb: "card.change-limit", total: 1_200 })).toBe("Change the limit of 1,200 cards");
    expect(jobTitle({ verb: "user.create", total: 18 })).toBe("Invite 18 people");
    expect(jobTitle({ verb: "user.create", total: 1 })).toBe("Invite 1 person");
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

  it("is not green when some of it failed (B7)", () => {
    const job = { status: "done", total: 5 } as const;
    expect(jobState({ ...job, failed: 0 })).toEqual({ state: "Finished", tone: "active" });
    expect(jobState({ ...job, failed: 2 })).toEqual({ state: "Finished, 2 failed", tone: "warning" });
    expect(jobState({ ...job, failed: 5 })).toEqual({ state: "Failed", tone: "negative" });
    expect(jobState({ ...job, status: "cancelled", failed: 2 })).toEqual({
      state: "Canceled",
      tone: "closed",
    });
    expect(jobState({ ...job, status: "running", failed: 2 })).toEqual({ state: "Running", tone: "pending" });
  });

  it("counts before what a verb can do, and what it skips (B7)", () => {
    expect(checkText("card.freeze", { ids: [1, 2, 3], skipped: [] })).toBe("3 cards can be frozen.");
    const skipped = [
      { state: "closed", count: 1 },
      { state: "pending", count: 1 },
    ];
    expect(checkText("card.freeze", { ids: [1, 2, 3], skipped })).toBe(
      "3 cards can be frozen. 2 will be skipped: 1 closed, 1 pending.",
    );
    expect(checkText("card.close", { ids: [], skipped: [{ state: "closed", count: 1_200 }] })).toBe(
      "None of these cards can be closed. 1,200 will be skipped: 1,200 closed.",
    );
  });

  it("says how long it takes in units that one can wait by", () => {
    expect([leftText(20), leftText(200)]).toEqual(["about 20 s left", "about 3 min left"]);
  });
});
