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

const confirmed = (changes: Record<string, FieldChange["after"]>) =>
  cardEventText(
    entry({
      action: "card.confirm",
      actorName: "the issuer",
      actorRole: "system",
      changes: Object.entries(changes).map(([field, after]) => ({ field, before: null, after })),
    }),
  );

describe("what happened to a card", () => {
  it("says what was done, by whom and why", () => {
    expect(cardEventText(entry({ reason: "Unusual purchases" }))).toBe("Frozen by Ben Admin: Unusual purchases");
    expect(cardEventText(entry({ action: "card.issue" }))).toBe("Issued by Ben Admin");
  });

  it("says the role where the name is not the reader's to know", () => {
    expect(cardEventText(entry({ actorName: null }))).toBe("Frozen by an admin");
    expect(cardEventText(entry({ actorName: null, actorRole: "user" }))).toBe("Frozen by a cardholder");
    expect(cardEventText(entry({ actorName: "platform operator", actorRole: "operator" }))).toBe("Frozen by a platform operator");
    expect(cardEventText(entry({ actorName: null, actorRole: "constructor" }))).toBe("Frozen by somebody");
  });

  it("says what the issuer confirmed, made or refused", () => {
    expect(confirmed({ status: "frozen", wantedStatus: null })).toBe("Confirmed by the issuer: frozen");
    expect(confirmed({ status: "inactive" })).toBe("Confirmed by the issuer: closed");
    expect(confirmed({ wantedStatus: null })).toBe("Confirmed by the issuer");
    expect(confirmed({ status: "active", lastFour: "4242" })).toBe("Made by the issuer: •• 4242");
    expect(confirmed({ issuerMessage: "The state cannot change." })).toBe("Refused by the issuer: The state cannot change.");
    expect(confirmed({ status: "inactive", issuerMessage: "No such product." })).toBe("Not made by the issuer: No such product.");
  });

  it("names a change it has no word for as one", () => {
    expect(cardEventText(entry({ action: "user.deactivate" }))).toBe("Changed by Ben Admin");
  });
});
