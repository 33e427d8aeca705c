import { expect, it } from "vitest";
import { makeLog } from "@/lib/process/log-lines.mjs";
import { logConsole } from "./log-console.mjs";

function logged(write: (target: Pick<Console, "error" | "warn">) => void): string[] {
  const lines: string[] = [];
  const target = { error() {}, warn() {} };
  const line = { write: (text: string) => void lines.push(text) };
  logConsole(makeLog("info", line), target);
  write(target);
  return lines;
}

const hostile = 'a\n{"level":30}\r\u001b[31m\u009b31m\u0085\u2028\u007f\0';
const controls = /[\p{Cc}\p{Zl}\p{Zp}]/u;

it("what Next writes of a request is one line without control characters (G26)", () => {
  const lines = logged(({ error, warn }) => {
    error(" ⨯", Object.assign(new SyntaxError(hostile), { input: hostile }));
    warn(hostile, { header: hostile });
  });
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line.replace(/\n$/, "")).not.toMatch(controls);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 50,
    error: { message: hostile, input: hostile },
  });
});

it("an upload that its client aborts is no error (G27)", () => {
  const aborted = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  expect(logged(({ error }) => error(" ⨯", aborted))).toEqual([]);
  expect(logged(({ error }) => error(" ⨯", new Error("aborted")))).toHaveLength(1);
});

it("so is what the portal itself logs (G26)", () => {
  const lines: string[] = [];
  makeLog("info", { write: (text: string) => void lines.push(text) }).info({ ip: hostile }, hostile);
  expect(lines.join("").replace(/\n$/, "")).not.toMatch(controls);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ ip: hostile, msg: hostile });
});
