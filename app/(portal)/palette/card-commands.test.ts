import { describe, expect, it } from "vitest";
import { commandsIn } from "./card-commands.ts";

describe("the verbs in a text", () => {
  it.each([
    ["freeze 4242", ["freeze"], "4242"],
    ["  Freeze   Lunch card ", ["freeze"], "Lunch card"],
    ["un 4242", ["unfreeze", "unload"], "4242"],
    ["limit 4242", ["limit"], "4242"],
    ["print 4242", ["print", "print"], "4242"],
    ["re 4242", ["replace", "renew"], "4242"],
    ["close", ["close"], ""],
    ["rene sato", [], "sato"],
    ["Li Wang", [], "Wang"],
    ["fre", [], ""],
    ["f 4242", [], "4242"],
    ["frieda 4242", [], "4242"],
    ["", [], ""],
  ])("%j", (text, words, rest) => {
    const found = commandsIn(text);
    expect(found.commands.map(({ word }) => word)).toEqual(words);
    expect(found.rest).toBe(rest);
  });
});
