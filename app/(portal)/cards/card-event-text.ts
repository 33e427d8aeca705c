import type { FieldChange, HistoryEntry } from "@/lib/audit-log/queries";
import { cardStatusLabels } from "@/lib/cards/card";
import { byText } from "../by-text";

/** What happened to a card, in words: "Frozen by Ben Admin: Unusual purchases". */
export function cardEventText(entry: HistoryEntry): string {
  const done = doneText(entry);
  const reason = entry.reason && !done.includes(entry.reason) ? `: ${entry.reason}` : "";
  return `${done}${reason}`;
}

const verbs: Readonly<Record<string, string>> = {
  "card.issue": "Issued",
  "card.freeze": "Frozen",
  "card.unfreeze": "Unfrozen",
  "card.close": "Closed",
  "card.see": "Looked at",
  "spending-profile.delete": "Spending profile taken off",
  "spending-profile.restore": "Spending profile put back",
  "demo.seed": "Set up for the demo",
};

function doneText(entry: HistoryEntry): string {
  if (entry.action === "card.confirm" || entry.action === "card.refuse") return confirmedText(entry.changes);
  return `${verbs[entry.action] ?? "Changed"} by ${byText(entry)}`;
}

function confirmedText(changes: readonly FieldChange[]): string {
  const after = (field: string) => changes.find((change) => change.field === field)?.after ?? undefined;
  const status = after("status");
  const message = after("issuerMessage");
  if (typeof message === "string")
    return status === "inactive" ? `Not made by the issuer: ${message}` : `Refused by the issuer: ${message}`;
  if (after("lastFour") !== undefined) return `Made by the issuer: •• ${after("lastFour")}`;
  const label = Object.hasOwn(cardStatusLabels, String(status)) ? cardStatusLabels[status as keyof typeof cardStatusLabels] : undefined;
  return label === undefined ? "Confirmed by the issuer" : `Confirmed by the issuer: ${label.toLowerCase()}`;
}
