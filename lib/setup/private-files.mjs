import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

const onlyOwner = 0o077;

/** Makes the folder of the data, and closes it and its files to everybody but their owner. Files of
 *  another owner stay as they are. */
export function closeFolder(folder) {
  mkdirSync(folder, { recursive: true });
  close(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() || entry.isDirectory())
      close(join(folder, entry.name), entry.isFile() ? 0o600 : 0o700);
}

function close(path, mode) {
  try {
    chmodSync(path, mode);
  } catch (error) {
    if (error.code !== "EPERM") throw error;
  }
}

/** Runs work whose new files, also those of the processes it starts, only their owner may open. */
export function withPrivateFiles(work) {
  const before = process.umask(onlyOwner);
  try {
    return work();
  } finally {
    process.umask(before);
  }
}

/** Keeps all new files of this process to their owner. */
export function keepFilesPrivate() {
  process.umask(onlyOwner);
}
