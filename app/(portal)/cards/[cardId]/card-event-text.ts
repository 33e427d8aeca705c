import { actorText } from "@/app/(portal)/_history/actor-text";
import { deniedText } from "@/app/(portal)/_history/event-text";
import type { FieldChange, HistoryEntry } from "@/lib/audit-log/history-entries";
import { cardStatusLabels, type LimitWindow, limitWindowLabels, neverCreated } from "@/lib/cards/card";
import { ownRefusal } from "@/lib/cards/load-refusal";
import { formatMoney } from "@/lib/money";

/** What the issuer, or the portal before it, answered to a change. */
export interface Answered {
  readonly confirmation?: HistoryEntry;
  readonly refusal?: HistoryEntry;
}

/** Describes an event of a card: "Frozen by Ben Admin · Unusual purchases". A change counts as
 *  done only after the issuer confirms it, see `withAnswers`. Amounts are shown only when their
 *  currency is known. */
export function cardEventText(
  whole: HistoryEntry,
  currency?: string,
  { confirmation, refusal }: Answered = {},
): string {
  const entry = asCardVerb(whole);
  if (entry.outcome === "refused") return `${sentence(actorText(entry))} · ${deniedText(entry)}`;
  const ask = asks[entry.action] ?? (refusal && asksOnceRefused[entry.action]);
  const done =
    ask === undefined
      ? doneText(entry, currency)
      : confirmation === undefined
        ? askText(entry, ask, currency)
        : confirmedAskText(entry, confirmation, currency);
  const reason = entry.reason && !done.includes(entry.reason) ? ` · ${entry.reason}` : "";
  const refused = refusal ? ` · ${confirmedText(refusal.changes, currency)}` : "";
  return `${done}${reason}${refused}`;
}

// A card changes with the deactivation of its holder as by its own verb.
function asCardVerb(entry: HistoryEntry): HistoryEntry {
  if (entry.action !== "user.deactivate") return entry;
  const has = (name: string) => entry.changes.some(({ field }) => field === name);
  const desired = entry.changes.find(({ field }) => field === "desiredStatus")?.after;
  if (has("movedToCardId") || has("replacesCardId")) return { ...entry, action: "card.move" };
  if (desired === "frozen") return { ...entry, action: "card.freeze" };
  return desired === "inactive" ? { ...entry, action: "card.close" } : entry;
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
  "card.move": "Moved to another person",
  "card.reissue": "Reprint ordered",
  "card.renew": "Renewal ordered",
  "card.convert": "Print ordered",
  "card.activate": "Activated",
  "card.change-profile": "Profile changed",
  "spending-profile.confirm": "Spending profile applied",
  "spending-profile.refuse": "Spending profile rejected",
  "card.reveal": "Card number viewed",
  "card.see": "Viewed",
  "spending-profile.delete": "Spending profile removed",
  "spending-profile.restore": "Spending profile restored",
  "sandbox.purchase": "Test purchase sent",
  "demo.seed": "Set up for the demo",
};

// Changes that are true only after the issuer confirms them.
const asks: Readonly<Record<string, string>> = {
  "card.freeze": "freeze it",
  "card.unfreeze": "unfreeze it",
  "card.close": "close it",
  "card.activate": "activate it",
  "card.change-limit": "change its limit",
  "card.change-profile": "change its profile",
  "card.load": "load it",
  "card.unload": "unload it",
};

// What is said to be done at once, unless it was refused.
const asksOnceRefused: Readonly<Record<string, string>> = {
  "card.issue": "issue it",
  "card.replace": "replace a card with it",
  "card.move": "move a card here",
};

function askText(entry: HistoryEntry, ask: string, currency: string | undefined): string {
  const who = `${sentence(actorText(entry))} asked to`;
  const amount = amountOf(entry, currency);
  if (amount !== undefined) return `${who} ${entry.action === "card.unload" ? "unload" : "load"} ${amount}`;
  return `${who} ${ask}${toText(aimText(entry, currency))}`;
}

// What was loaded or unloaded by this entry alone.
function amountOf({ changes }: HistoryEntry, currency: string | undefined): string | undefined {
  const amount = changes.find(({ field }) => field === "amount")?.after;
  return typeof amount === "number" && currency ? formatMoney(BigInt(amount), currency) : undefined;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const toText = (aim: string | undefined) => (aim === undefined ? "" : ` to ${aim}`);

function confirmedAskText(entry: HistoryEntry, confirmation: HistoryEntry, currency?: string): string {
  const own = amountOf(entry, currency);
  if (own !== undefined) return `${verbs[entry.action]} ${own} by ${actorText(entry)}`;
  const limit = confirmation.changes.find(({ field }) => field === "spendLimit");
  if (isLoading(entry) && currency && typeof limit?.before === "string" && typeof limit.after === "string") {
    const moved = BigInt(limit.after) - BigInt(limit.before);
    const amount = formatMoney(moved < 0n ? -moved : moved, currency);
    return `${verbs[entry.action]} ${amount} by ${actorText(entry)}`;
  }
  return `${verbs[entry.action]} by ${actorText(entry)}${toText(aimText(entry, currency))}`;
}

/** History entries, newest first. Each confirmation or refusal is merged into the change that it
 *  answers. The answer about a load also answers the loads before it that had none: they add up. */
export function withAnswers(
  wholes: readonly HistoryEntry[],
): readonly ({ readonly entry: HistoryEntry } & Answered)[] {
  const entries = wholes.map(asCardVerb);
  const answers = new Map<HistoryEntry, Answered>();
  entries.forEach((answer, place) => {
    const actions = [...confirmedActions(answer), ...refusedActions(answer)];
    if (actions.length === 0) return;
    const earlier = entries.slice(place + 1).filter(({ targetId }) => targetId === answer.targetId);
    // A refusal has answered what was asked before it.
    const refusal = earlier.findIndex(isRefusal);
    const open = earlier
      .slice(0, refusal === -1 ? undefined : refusal)
      .filter((entry) => actions.includes(entry.action) && entry.outcome === "done" && !answers.has(entry));
    const request = open.find((entry) => isRefusal(answer) || !hasOtherLimit(entry, answer));
    if (!request) return;
    for (const entry of [request, ...loadsBefore(request, earlier, open)])
      answers.set(entry, isRefusal(answer) ? { refusal: answer } : { confirmation: answer });
  });
  const joined = new Set([...answers.values()].map(({ confirmation, refusal }) => confirmation ?? refusal));
  return entries.filter((entry) => !joined.has(entry)).map((entry) => ({ entry, ...answers.get(entry) }));
}

// The open loads and unloads before one, back to the last answer about a limit.
function loadsBefore(
  request: HistoryEntry,
  earlier: readonly HistoryEntry[],
  open: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  if (!isLoading(request)) return [];
  const before = earlier.slice(earlier.indexOf(request) + 1);
  const answered = before.findIndex((entry) => confirmedActions(entry).includes("card.load"));
  return before
    .slice(0, answered === -1 ? undefined : answered)
    .filter((entry) => isLoading(entry) && open.includes(entry));
}

const isRefusal = ({ action }: HistoryEntry) =>
  action === "card.refuse" || action === "spending-profile.refuse";

const isLoading = ({ action }: HistoryEntry) => action === "card.load" || action === "card.unload";

// The actions that a refusal can belong to, derived from the fields that it changed.
function refusedActions({ action, changes }: HistoryEntry): readonly string[] {
  if (action === "spending-profile.refuse") return ["card.change-profile"];
  if (action !== "card.refuse") return [];
  const has = (name: string) => changes.some(({ field }) => field === name);
  if (changes.some(({ field, after }) => field === "closedReason" && after === neverCreated))
    return ["card.issue", "card.replace", "card.move"];
  if (has("limitDesiredAt")) return ["card.change-limit", "card.load", "card.unload"];
  return has("desiredStatus") ? ["card.freeze", "card.unfreeze", "card.close", "card.activate"] : [];
}

// Two limits can be asked for before the first is confirmed.
function hasOtherLimit(request: HistoryEntry, confirmation: HistoryEntry): boolean {
  const after = ({ changes }: HistoryEntry, name: string) =>
    changes.find(({ field }) => field === name)?.after;
  return (["spendLimit", "spendLimitDuration"] as const).some((field) => {
    const confirmed = after(confirmation, field);
    const desired = after(
      request,
      field === "spendLimit" ? "desiredSpendLimit" : "desiredSpendLimitDuration",
    );
    return confirmed !== undefined && desired !== undefined && confirmed !== desired;
  });
}

// The actions that a confirmation can belong to, derived from the fields that it changed.
function confirmedActions({ action, changes }: HistoryEntry): readonly string[] {
  if (action === "spending-profile.confirm") return ["card.change-profile"];
  const after = (name: string) => changes.find(({ field }) => field === name)?.after ?? undefined;
  if (action !== "card.confirm" || after("issuerMessage") !== undefined || after("lastFour") !== undefined)
    return [];
  if (after("status") === "frozen") return ["card.freeze"];
  if (after("status") === "active") return ["card.unfreeze", "card.activate"];
  if (after("status") === "inactive") return ["card.close", "card.replace", "card.move"];
  const isLimit = changes.some(({ field }) => field === "spendLimit" || field === "spendLimitDuration");
  return isLimit ? ["card.change-limit", "card.load", "card.unload"] : [];
}

function doneText(entry: HistoryEntry, currency?: string): string {
  if (entry.action === "card.confirm" || entry.action === "card.refuse")
    return confirmedText(entry.changes, currency);
  if (entry.action === "card.sync") return syncedText(entry.changes);
  if (entry.action === "card.replace" && entry.changes.some(({ field }) => field === "replacesCardId"))
    return `Issued as a replacement by ${actorText(entry)}`;
  if (entry.action === "card.move" && entry.changes.some(({ field }) => field === "replacesCardId"))
    return `Moved here from another person by ${actorText(entry)}`;
  const aim = aimText(entry, currency);
  return `${verbs[entry.action] ?? "Changed"} by ${actorText(entry)}${toText(aim)}`;
}

// The requested limit or memo.
function aimText({ action, changes }: HistoryEntry, currency: string | undefined): string | undefined {
  const memo = changes.find((change) => change.field === "memo")?.after;
  if (action === "card.change-memo" && typeof memo === "string") return memo === "" ? "nothing" : `“${memo}”`;
  const request = changes.find((change) => change.field === "limitDesiredAt");
  // When the first desired limit lists neither of its fields, both are empty, as before.
  const isNone =
    request?.before === null && !changes.some((change) => change.field.startsWith("desiredSpendLimit"));
  return isNone ? "no limit" : limitOf(changes, "desiredSpendLimit", currency);
}

function limitOf(
  changes: readonly FieldChange[],
  field: "spendLimit" | "desiredSpendLimit",
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

function syncedText(changes: readonly FieldChange[]): string {
  const word = changes.find(({ field }) => field === "issuerState")?.after;
  if (typeof word === "string")
    return `The issuer reports the state “${word}”, which this portal doesn't know`;
  if (changes.some(({ field, after }) => field === "shippedAt" && after !== null))
    return "Shipped by the issuer";
  const status = changes.find(({ field }) => field === "status")?.after;
  const label = Object.hasOwn(cardStatusLabels, String(status))
    ? cardStatusLabels[status as keyof typeof cardStatusLabels]
    : undefined;
  return label === undefined ? "Changed by the issuer" : `Changed by the issuer: ${label.toLowerCase()}`;
}

const prints: Readonly<Record<string, string>> = {
  "card.reissue": "Reprinted by the issuer",
  "card.renew": "Renewed by the issuer",
  "card.convert": "Printed by the issuer",
};

function confirmedText(changes: readonly FieldChange[], currency: string | undefined): string {
  const after = (field: string) => changes.find((change) => change.field === field)?.after ?? undefined;
  const status = after("status");
  const message = after("issuerMessage");
  if (typeof message === "string")
    return `${ownRefusal(message)?.title ?? "Rejected by the issuer"}: ${message}`;
  const print = prints[String(after("confirmed"))];
  if (print !== undefined) return print;
  if (after("lastFour") !== undefined) return `Card created: •• ${after("lastFour")}`;
  const limit = limitOf(changes, "spendLimit", currency);
  if (limit !== undefined) return `Confirmed by the issuer: ${limit}`;
  const label = Object.hasOwn(cardStatusLabels, String(status))
    ? cardStatusLabels[status as keyof typeof cardStatusLabels]
    : undefined;
  return label === undefined ? "Confirmed by the issuer" : `Confirmed by the issuer: ${label.toLowerCase()}`;
}
