import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { basename } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll } from "vitest";

/** A program of the portal that a test file runs in processes of its own. It is bundled once,
 *  because compiling it for each process takes three times as long as running it. `end` is the exit
 *  code, or the signal that killed it. */
export function testProgram(entry: string) {
  const folder = `.data/test/program-${randomUUID()}`;
  const file = `${folder}/${basename(entry, ".ts")}.js`;
  beforeAll(() =>
    build({
      configFile: false,
      logLevel: "error",
      resolve: { alias: { "@": process.cwd() } },
      build: { ssr: entry, outDir: folder, target: "node20", minify: false },
    }),
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return (
    more: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<{ end: string | number; output: string }> =>
    new Promise((done) => {
      execFile(process.execPath, [file, ...args], { env: { ...process.env, ...more } }, (error, out, err) =>
        done({ end: error ? (error.signal ?? error.code ?? 1) : 0, output: out + err }),
      );
    });
}
