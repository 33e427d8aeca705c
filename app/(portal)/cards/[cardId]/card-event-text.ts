import { actorText } from "@/app/(portal)/_history/actor-text";
import type { FieldChange, HistoryEntry } from "@/lib/audit-log/queries";
import { cardStatusLabels, type LimitWindow, limitWindowLabels } from "@/lib/cards/card";
import { formatMoney } from "@/lib/money";

/** What happened to a card, in words: "Frozen by Ben Admin: Unusual purchases"; amounts are said where their currency is known. */
export function cardEventText(entry: HistoryEntry, currency?: string): string {
  const done = doneText(entry, currency);
  const reason = entry.reason && !done.includes(entry.reason) ? `: ${entry.reason}` : "";
  return `${done}${reason}`;
}

const verbs: Readonly<Record<string, string>> = {
  "card.issue": "Issued",
  "card.freeze": "Frozen",
  "card.unfreeze": "Unfrozen",
  "card.close": "Closed",
  "card.change-limit": "Limit changed",
  "card.change-memo": "Memo changed",
  "card.load": "Loaded",
  "card.unload": "Unloaded",
  "card.replace": "Replaced",
  "card.reissue": "Another print ordered",
  "card.renew": "Renewal ordered",
  "card.convert": "Print ordered",
  "card.activate": "Activated",
  "card.reveal": "Number looked at",
  "card.see": "Looked at",
  "spending-profile.delete": "Spending profile taken off",
  "spending-profile.restore": "Spending profile put back",
  "demo.seed": "Set up for the demo",
};

function doneText(entry: HistoryEntry, currency?: string): string {
  if (entry.action === "card.confirm" || entry.action === "card.refuse")
    return confirmedText(entry.changes, currency);
  if (entry.action === "card.mirror") return mirroredText(entry.changes);
  if (entry.action === "card.replace" && entry.changes.some(({ field }) => field === "replacesCardId"))
    return `Issued in place of another card by ${actorText(entry)}`;
  const aim = aimText(entry, currency);
  return `${verbs[entry.action] ?? "Changed"} by ${actorText(entry)}${aim === undefined ? "" : ` to ${aim}`}`;
}

// The limit or the memo that was asked for.
function aimText({ action, changes }: HistoryEntry, currency: string | undefined): string | undefined {
  const memo = changes.find((change) => change.field === "memo")?.after;
  if (action === "card.change-memo" && typeof memo === "string") return memo === "" ? "nothing" : `“${memo}”`;
  const wish = changes.find((change) => change.field === "limitWantedAt");
  // Where neither part is among the changes of a first wish, both are empty as before.
  const isNone =
    wish?.before === null && !changes.some((change) => change.field.startsWith("wantedSpendLimit"));
  return isNone ? "no limit" : limitOf(changes, "wantedSpendLimit", currency);
}

function limitOf(
  changes: readonly FieldChange[],
  field: "spendLimit" | "wantedSpendLimit",
  currency: string | undefined,
): string | undefined {
  const change = (name: string) => changes.find((one) => one.field === name);
  const amount = change(field)?.after;
  if (amount === null) return "no limit";
  if (amount === undefined || currency === undefined) return undefined;
  const window = String(change(`${field}Duration`)?.after);
  const label = Object.hasOwn(limitWindowLabels, window)
    ? ` ${limitWindowLabels[window as LimitWindow]}`
    : "";
  return `${formatMoney(BigInt(amount), currency)}${label}`;
}

function mirroredText(changes: readonly FieldChange[]): string {
  if (changes.some(({ field, after }) => field === "shippedAt" && after !== null))
    return "Sent by the issuer";
  const status = changes.find(({ field }) => field === "status")?.after;
  const label = Object.hasOwn(cardStatusLabels, String(status))
    ? cardStatusLabels[status as keyof typeof cardStatusLabels]
    : undefined;
  return label === undefined ? "Changed by the issuer" : `Changed by the issuer: ${label.toLowerCase()}`;
}

const prints: Readonly<Record<string, string>> = {
  "card.reissue": "Printed again by the issuer",
  "card.renew": "Renewed by the issuer",
  "card.convert": "Printed by the issuer",
};

function confirmedText(changes: readonly FieldChange[], currency: string | undefined): string {
  const after = (field: string) => changes.find((change) => change.field === field)?.after ?? undefined;
  const status = after("status");
  const message = after("issuerMessage");
  if (typeof message === "string")
    return status === "inactive" ? `Not made by the issuer: ${message}` : `Refused by the issuer: ${message}`;
  const print = prints[String(after("confirmed"))];
  if (print !== undefined) return print;
  if (after("lastFour") !== undefined) return `Made by the issuer: •• ${after("lastFour")}`;
  const limit = limitOf(changes, "spendLimit", currency);
  if (limit !== undefined) return `Confirmed by the issuer: ${limit}`;
  const label = Object.hasOwn(cardStatusLabels, String(status))
    ? cardStatusLabels[status as keyof typeof cardStatusLabels]
    : undefined;
  return label === undefined ? "Confirmed by the issuer" : `Confirmed by the issuer: ${label.toLowerCase()}`;
}
