import { describe, expect, it } from "vitest";
import type { FieldChange, HistoryEntry } from "@/lib/audit-log/history-entries";
import { neverCreated } from "@/lib/cards/card";
import { cardEventText, withAnswers } from "./card-event-text";

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

const issuer = { action: "card.confirm", actorName: "the issuer", actorRole: "system" } as const;

const textOnceConfirmed = (more: Partial<HistoryEntry>, changes: readonly FieldChange[] = []) =>
  cardEventText(entry(more), "USD", { confirmation: entry({ ...issuer, changes: [...changes] }) });

const confirmed = (changes: Record<string, FieldChange["after"]>) =>
  text({ ...issuer, changes: changed(changes) });

describe("what happened to a card", () => {
  it("says what was done, by whom and why", () => {
    const reason = "Unusual purchases";
    expect(textOnceConfirmed({ reason })).toBe("Frozen by Ben Admin · Unusual purchases");
    expect(text({ action: "card.issue" })).toBe("Issued by Ben Admin");
  });

  it("names a move on both cards, without the name of the other person", () => {
    expect(text({ action: "card.move", changes: changed({ movedToCardId: 7 }) })).toBe(
      "Moved to another person by Ben Admin",
    );
    expect(text({ action: "card.move", changes: changed({ replacesCardId: 7 }) })).toBe(
      "Moved here from another person by Ben Admin",
    );
  });

  it("says what the deactivation of its holder did to it", () => {
    const left = { action: "user.deactivate", reason: "Left the company" } as const;
    const changes = changed({ desiredStatus: "frozen", frozenReason: "Its holder was deactivated" });
    expect(text({ ...left, changes })).toBe("Ben Admin asked to freeze it · Left the company");
    const confirmation = entry({ ...issuer, id: "2", changes: changed({ status: "frozen" }) });
    const [line, ...more] = withAnswers([confirmation, entry({ ...left, changes })]);
    expect(more).toEqual([]);
    expect(line && cardEventText(line.entry, "USD", line)).toBe("Frozen by Ben Admin · Left the company");
    expect(text({ ...left, changes: changed({ desiredStatus: "inactive" }) })).toBe(
      "Ben Admin asked to close it · Left the company",
    );
    const moved = changed({ desiredStatus: "inactive", movedToCardId: 7 });
    expect(text({ ...left, changes: moved })).toBe("Moved to another person by Ben Admin · Left the company");
  });

  it("says the role where the name is not the reader's to know", () => {
    expect(textOnceConfirmed({ actorName: null })).toBe("Frozen by an admin");
    expect(textOnceConfirmed({ actorName: null, actorRole: "user" })).toBe("Frozen by a cardholder");
    expect(textOnceConfirmed({ actorName: "platform operator", actorRole: "operator" })).toBe(
      "Frozen by a platform operator",
    );
    expect(textOnceConfirmed({ actorName: null, actorRole: "constructor" })).toBe("Frozen by someone");
  });

  it("claims nothing that the issuer has not confirmed", () => {
    expect(text({ reason: "Lost" })).toBe("Ben Admin asked to freeze it · Lost");
    expect(text({ actorName: null, action: "card.close" })).toBe("An admin asked to close it");
    const wanted = changed({ desiredSpendLimit: "50000", desiredSpendLimitDuration: "forever" });
    expect(text({ action: "card.load", changes: wanted })).toBe(
      "Ben Admin asked to load it to $500.00 in total",
    );
    const loaded = [{ field: "spendLimit", before: "30000", after: "50000" }];
    expect(textOnceConfirmed({ action: "card.load", changes: wanted }, loaded)).toBe(
      "Loaded $200.00 by Ben Admin",
    );
  });

  it("joins a confirmation to the newest change before it that it can be about", () => {
    const confirmation = (id: string, changes: Record<string, FieldChange["after"]>) =>
      entry({ ...issuer, id, changes: changed(changes) });
    const close = entry({ id: "7", action: "card.close" });
    const unfrozen = confirmation("6", { status: "active" });
    const unfreeze = entry({ id: "5", action: "card.unfreeze" });
    const frozen = confirmation("4", { status: "frozen" });
    const freeze = entry({ id: "3" });
    const overtaken = entry({ id: "2" });
    const created = confirmation("1", { status: "active", lastFour: "4242" });
    const other = entry({ id: "0", targetId: "2" });
    expect(withAnswers([close, unfrozen, unfreeze, frozen, freeze, overtaken, created, other])).toEqual([
      { entry: close },
      { entry: unfreeze, confirmation: unfrozen },
      { entry: freeze, confirmation: frozen },
      { entry: overtaken },
      { entry: created },
      { entry: other },
    ]);
    const rejected = confirmation("9", { issuerMessage: "No.", status: "frozen" });
    expect(withAnswers([rejected, freeze])).toEqual([{ entry: rejected }, { entry: freeze }]);
    expect(withAnswers([frozen, other])).toEqual([{ entry: frozen }, { entry: other }]);
  });

  const total = (amount: string) => ({ desiredSpendLimit: amount, desiredSpendLimitDuration: "forever" });
  const load = (id: string, amount: number, to: string) =>
    entry({ id, action: "card.load", changes: changed({ ...total(to), amount }) });
  const refused = (id: string, changes: Record<string, FieldChange["after"]>) =>
    entry({ ...issuer, id, action: "card.refuse", changes: changed({ ...changes, issuerMessage: "No." }) });
  const lines = (entries: readonly HistoryEntry[]) =>
    withAnswers(entries).map(({ entry, ...answered }) => cardEventText(entry, "USD", answered));

  it("says that a load was only asked for until it is confirmed, and how much it was (F21)", () => {
    const asked = load("1", 20_000, "50000");
    expect(lines([asked])).toEqual(["Ben Admin asked to load $200.00"]);
    const loaded = entry({ ...issuer, id: "2", changes: changed({ spendLimit: "50000" }) });
    expect(lines([loaded, asked])).toEqual(["Loaded $200.00 by Ben Admin"]);
    const unload = entry({ action: "card.unload", changes: changed({ ...total("40000"), amount: 10_000 }) });
    expect(lines([unload])).toEqual(["Ben Admin asked to unload $100.00"]);
  });

  it("shows the outcome of every load that one answer confirmed or refused (F21)", () => {
    const asked = [load("2", 2_500, "7500"), load("1", 5_000, "5000")];
    const loaded = entry({ ...issuer, id: "3", changes: changed({ spendLimit: "7500" }) });
    expect(lines([loaded, ...asked])).toEqual(["Loaded $25.00 by Ben Admin", "Loaded $50.00 by Ben Admin"]);
    expect(lines([refused("3", { limitDesiredAt: null }), ...asked])).toEqual([
      "Ben Admin asked to load $25.00 · Rejected by the issuer: No.",
      "Ben Admin asked to load $50.00 · Rejected by the issuer: No.",
    ]);
  });

  it("keeps a refused load apart from the one that was done after it (F21)", () => {
    const history = [
      entry({ ...issuer, id: "4", changes: changed({ spendLimit: "3000" }) }),
      load("3", 1_000, "3000"),
      refused("2", { limitDesiredAt: null }),
      load("1", 90_000, "92000"),
    ];
    expect(lines(history)).toEqual([
      "Loaded $10.00 by Ben Admin",
      "Ben Admin asked to load $900.00 · Rejected by the issuer: No.",
    ]);
  });

  it.each<[string, HistoryEntry, Record<string, FieldChange["after"]>]>([
    ["Ben Admin asked to freeze it · Lost", entry({ reason: "Lost" }), { desiredStatus: null }],
    [
      "Ben Admin asked to change its limit to $5.00 in total",
      entry({ action: "card.change-limit", changes: changed(total("500")) }),
      { limitDesiredAt: null },
    ],
    ["Ben Admin asked to issue it", entry({ action: "card.issue" }), { closedReason: neverCreated }],
  ])("never says that what was refused is done: %s (F21)", (asked, request, changes) => {
    expect(lines([refused("2", changes), request])).toEqual([`${asked} · Rejected by the issuer: No.`]);
  });

  it("says what the issuer confirmed, made or refused", () => {
    expect(confirmed({ status: "frozen", desiredStatus: null })).toBe("Confirmed by the issuer: frozen");
    expect(confirmed({ status: "inactive" })).toBe("Confirmed by the issuer: closed");
    expect(confirmed({ desiredStatus: null })).toBe("Confirmed by the issuer");
    expect(confirmed({ status: "active", lastFour: "4242" })).toBe("Card created: •• 4242");
    expect(confirmed({ issuerMessage: "The state cannot change." })).toBe(
      "Rejected by the issuer: The state cannot change.",
    );
    expect(confirmed({ status: "inactive", issuerMessage: "No such product." })).toBe(
      "Rejected by the issuer: No such product.",
    );
  });

  it("says which limit and memo were asked for, and which limit was confirmed", () => {
    const limit = {
      desiredSpendLimit: "50000",
      desiredSpendLimitDuration: "monthly",
      limitDesiredAt: "2026-03-04T05:06:07.000Z",
    };
    expect(textOnceConfirmed({ action: "card.change-limit", changes: changed(limit) })).toBe(
      "Limit changed by Ben Admin to $500.00 per month",
    );
    const none = { limitDesiredAt: "2026-03-04T05:06:07.000Z" };
    expect(textOnceConfirmed({ action: "card.change-limit", changes: changed(none) })).toBe(
      "Limit changed by Ben Admin to no limit",
    );
    const load = changed({ ...limit, desiredSpendLimitDuration: "forever" });
    expect(textOnceConfirmed({ action: "card.load", changes: load })).toBe(
      "Loaded by Ben Admin to $500.00 in total",
    );
    expect(text({ action: "card.change-memo", changes: changed({ memo: "Trains" }) })).toBe(
      "Memo changed by Ben Admin to “Trains”",
    );
    expect(text({ action: "card.issue", changes: changed({ memo: "Trains", spendLimit: "50000" }) })).toBe(
      "Issued by Ben Admin",
    );
    expect(text({ action: "card.change-memo", changes: changed({ memo: "" }) })).toBe(
      "Memo changed by Ben Admin to nothing",
    );
    expect(confirmed({ spendLimit: "50000", spendLimitDuration: "monthly", desiredSpendLimit: null })).toBe(
      "Confirmed by the issuer: $500.00 per month",
    );
  });

  it("names a change it has no word for as one", () => {
    expect(text({ action: "user.deactivate" })).toBe("Changed by Ben Admin");
  });
});
