import type { KeyObject } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { linkOfText } from "./link-of-text.mjs";

/** Rows as they were hashed, with their stored links and the keys they name. */
export interface LinkedRows {
  readonly texts: string[];
  readonly links: string[];
  readonly keyIds: string[];
  readonly keys: Map<string, KeyObject>;
}

// Below this a thread costs more than it saves.
const few = 500;

/** Recomputes links in a separate thread, so the next rows can be read meanwhile. */
export class LinkChecker {
  #thread: Worker | undefined;

  /** The index of the first row whose link is wrong, or -1. Allows one call at a time. */
  async firstWrong(rows: LinkedRows): Promise<number> {
    const { texts, links, keyIds, keys } = rows;
    if (texts.length < few)
      return texts.findIndex(
        (text, at) => linkOfText(text, keys.get(keyIds[at] ?? "") as KeyObject) !== links[at],
      );
    this.#thread ??= new Worker(join(process.cwd(), "lib/audit-log/chain/link-thread.mjs"));
    const answered = once(this.#thread, "message");
    this.#thread.postMessage(rows);
    const [place] = await answered;
    return place;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }
}
