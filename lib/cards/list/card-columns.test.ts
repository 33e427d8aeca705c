import { expect, it } from "vitest";
import { parseCardColumns } from "./card-columns.ts";

const usual = ["memo", "holder", "status", "cardType", "limit", "created"];

it.each([
  [undefined, usual],
  ["", usual],
  ["nonsense,__proto__,toString", usual],
  ["created,memo", ["created", "memo"]],
  ["memo,memo,holder,,constructor", ["memo", "holder"]],
])("columns=%s is %j", (text, columns) => expect(parseCardColumns(text)).toEqual(columns));
