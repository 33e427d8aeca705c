import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { closeFolder } from "./private-files.mjs";
import { runScript } from "./run.mjs";

const folder = mkdtempSync(join(tmpdir(), "portal-private-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

it("the data is open to its owner only: its folder is 700, its files 600 (G27)", () => {
  const data = join(folder, "data");
  mkdirSync(join(data, "inner"), { recursive: true });
  for (const name of ["portal.sqlite", "portal.sqlite-wal"]) writeFileSync(join(data, name), "");
  for (const path of [data, ...readdirSync(data).map((name) => join(data, name))]) chmodSync(path, 0o777);
  closeFolder(data);
  expect(modeOf(data)).toBe("700");
  expect(readdirSync(data).map((name) => [name, modeOf(join(data, name))])).toEqual([
    ["inner", "700"],
    ["portal.sqlite", "600"],
    ["portal.sqlite-wal", "600"],
  ]);
});

it("so are the files that a command of the portal makes (G27)", () => {
  const script = join(folder, "write.mjs");
  const file = join(folder, "written");
  writeFileSync(
    script,
    `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(file)}, "");`,
  );
  const before = process.umask();
  runScript("Writing", script);
  expect(modeOf(file)).toBe("600");
  expect(process.umask()).toBe(before);
});
