// The thread of lib/audit-log/chain/link-checker.ts. Answers with the index of the first row whose
// link is wrong, or -1.
import { parentPort } from "node:worker_threads";
import { linkOfText } from "./link-of-text.mjs";

parentPort.on("message", ({ texts, links, keyIds, keys }) => {
  parentPort.postMessage(texts.findIndex((text, at) => linkOfText(text, keys.get(keyIds[at])) !== links[at]));
});
