import { describe, expect, it } from "vitest";
import type { FieldChange, HistoryEntry } from "@/lib/audit-log/queries";
import { cardEventText } from "./card-event-text";

const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  id: "1",
  at: "2026-03-04T05:06:07.000Z",
  action: "card.freeze",
  actorName: "Ben Admin",
  actorRole: "admin",
  outcome: "done",
  reason: null,
  targetType: "Card",
  targetId: "1",
  changes: [],
  ...more,
});

const changed = (changes: Record<string, FieldChange["after"]>) =>
  Object.entries(changes).map(([field, after]) => ({ field, before: null, after }));

const text = (more: Partial<HistoryEntry>) => cardEventText(entry(more), "USD");

const confirmed = (changes: Record<string, FieldChange["after"]>) =>
  text({ action: "card.confirm", actorName: "the issuer", actorRole: "system", changes: changed(changes) });

describe("what happened to a card", () => {
  it("says what was done, by whom and why", () => {
    expect(text({ reason: "Unusual purchases" })).toBe("Frozen by Ben Admin: Unusual purchases");
    expect(text({ action: "card.issue" })).toBe("Issued by Ben Admin");
  });

  it("says the role where the name is not the reader's to know", () => {
    expect(text({ actorName: null })).toBe("Frozen by an admin");
    expect(text({ actorName: null, actorRole: "user" })).toBe("Frozen by a cardholder");
    expect(text({ actorName: "platform operator", actorRole: "operator" })).toBe(
      "Frozen by a platform operator",
    );
    expect(text({ actorName: null, actorRole: "constructor" })).toBe("Frozen by somebody");
  });

  it("says what the issuer confirmed, made or refused", () => {
    expect(confirmed({ status: "frozen", wantedStatus: null })).toBe("Confirmed by the issuer: frozen");
    expect(confirmed({ status: "inactive" })).toBe("Confirmed by the issuer: closed");
    expect(confirmed({ wantedStatus: null })).toBe("Confirmed by the issuer");
    expect(confirmed({ status: "active", lastFour: "4242" })).toBe("Made by the issuer: •• 4242");
    expect(confirmed({ issuerMessage: "The state cannot change." })).toBe(
      "Refused by the issuer: The state cannot change.",
    );
    expect(confirmed({ status: "inactive", issuerMessage: "No such product." })).toBe(
      "Not made by the issuer: No such product.",
    );
  });

  it("says which limit and memo were asked for, and which limit was confirmed", () => {
    const limit = {
      wantedSpendLimit: "50000",
      wantedSpendLimitDuration: "monthly",
      limitWantedAt: "2026-03-04T05:06:07.000Z",
    };
    expect(text({ action: "card.change-limit", changes: changed(limit) })).toBe(
      "Limit changed by Ben Admin to $500.00 per month",
    );
    const none = { limitWantedAt: "2026-03-04T05:06:07.000Z" };
    expect(text({ action: "card.change-limit", changes: changed(none) })).toBe(
      "Limit changed by Ben Admin to no limit",
    );
    expect(
      text({ action: "card.load", changes: changed({ ...limit, wantedSpendLimitDuration: "forever" }) }),
    ).toBe("Loaded by Ben Admin to $500.00 in total");
    expect(text({ action: "card.change-memo", changes: changed({ memo: "Trains" }) })).toBe(
      "Memo changed by Ben Admin to “Trains”",
    );
    expect(text({ action: "card.issue", changes: changed({ memo: "Trains", spendLimit: "50000" }) })).toBe(
      "Issued by Ben Admin",
    );
    expect(text({ action: "card.change-memo", changes: changed({ memo: "" }) })).toBe(
      "Memo changed by Ben Admin to nothing",
    );
    expect(confirmed({ spendLimit: "50000", spendLimitDuration: "monthly", wantedSpendLimit: null })).toBe(
      "Confirmed by the issuer: $500.00 per month",
    );
  });

  it("names a change it has no word for as one", () => {
    expect(text({ action: "user.deactivate" })).toBe("Changed by Ben Admin");
  });
});
