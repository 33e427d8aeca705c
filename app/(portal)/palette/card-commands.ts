import {
  canChange,
  canChangeLimit,
  canClose,
  canConvert,
  canFreeze,
  canLoad,
  canReissue,
  canRenew,
  canReplace,
  canUnfreeze,
} from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";
import type { CardListQuery } from "@/lib/cards/list/card-list";
import type { Permission } from "@/lib/permissions";

/** A card action that people type, such as "freeze 4242". */
export interface CardCommand {
  /** The word that is typed. */
  readonly word: string;
  /** The value of `?do=`. The card's page has a button or a menu line for it. */
  readonly verb: string;
  readonly label: string;
  readonly permission: Permission;
  /** The cards to search, and whether the action is available on a card, as far as a list knows. */
  readonly among?: CardListQuery["filters"];
  can(card: CardRow): boolean;
}

/** The card actions of the palette: all but activating, because no list knows whether a card was
 *  sent. To add one, add a line here, and on the card's page `data-verb` on its button, or
 *  `data-verbs` and `useWantedVerb` in a menu. */
const cardCommands: readonly CardCommand[] = [
  {
    word: "freeze",
    verb: "freeze",
    label: "Freeze",
    permission: "card.freeze",
    among: { status: ["active"] },
    can: canFreeze,
  },
  {
    word: "unfreeze",
    verb: "unfreeze",
    label: "Unfreeze",
    permission: "card.unfreeze",
    among: { status: ["frozen"] },
    can: canUnfreeze,
  },
  { word: "replace", verb: "replace", label: "Replace", permission: "card.replace", can: canReplace },
  { word: "move", verb: "move", label: "Move", permission: "card.move", can: canReplace },
  {
    word: "limit",
    verb: "change-limit",
    label: "Change limit of",
    permission: "card.change-limit",
    among: { type: "debit" },
    can: canChangeLimit,
  },
  {
    word: "memo",
    verb: "change-memo",
    label: "Change memo of",
    permission: "card.change-memo",
    can: canChange,
  },
  {
    word: "load",
    verb: "load",
    label: "Load",
    permission: "card.load",
    among: { type: "reloadable" },
    can: canLoad,
  },
  {
    word: "unload",
    verb: "unload",
    label: "Unload",
    permission: "card.unload",
    among: { type: "reloadable" },
    can: canLoad,
  },
  { word: "renew", verb: "renew", label: "Renew", permission: "card.renew", can: canRenew },
  {
    word: "print",
    verb: "reissue",
    label: "Reprint",
    permission: "card.reissue",
    among: { form: "physical" },
    can: canReissue,
  },
  {
    word: "print",
    verb: "convert",
    label: "Make physical:",
    permission: "card.convert",
    among: { form: "virtual" },
    can: canConvert,
  },
  { word: "close", verb: "close", label: "Close", permission: "card.close", can: canClose },
];

const shortestBeginning = 2;

/** The actions that the first word of a text means, and the rest of the text,
 *  which describes the cards. */
export function commandsIn(text: string): {
  readonly commands: readonly CardCommand[];
  readonly rest: string;
} {
  const plain = text.trim();
  const [first = ""] = plain.split(/\s+/);
  const rest = plain.slice(first.length).trim();
  const typed = first.toLowerCase();
  // A partial word counts as an action only in front of last-four digits. Otherwise it is more
  // likely the start of a name: Li, Lo, Rene.
  const mayBegin = typed.length >= shortestBeginning && /^\d{1,4}$/.test(rest);
  const isMeant = ({ word }: CardCommand) => word === typed || (mayBegin && word.startsWith(typed));
  return { commands: cardCommands.filter(isMeant), rest };
}
