import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { type Latency, latency } from "./measure.ts";

/** How long the disk under the databases takes to sync a small write, in milliseconds. No commit
 *  can be faster. */
export async function measureDisk(folder: string): Promise<Latency> {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/disk.tmp`;
  const descriptor = openSync(file, "w");
  const block = Buffer.alloc(4096, 1);
  const write = async () => {
    writeSync(descriptor, block);
    fsyncSync(descriptor);
  };
  const took = await latency(write, { calls: 300, seconds: 5, warmUp: 20 });
  closeSync(descriptor);
  rmSync(file);
  return took;
}
