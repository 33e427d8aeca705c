// A thread that estimates how hard passwords are to guess: its dictionaries are large, and an
// estimate can take a tenth of a second.
import { parentPort } from "node:worker_threads";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
});

// The time grows fast with the length, and more characters only add strength.
const maxLength = 64;

parentPort.on("message", ({ password, words }) => {
  const { score, feedback } = estimator.check([...password].slice(0, maxLength).join(""), words);
  parentPort.postMessage({ score, warning: feedback.warning ?? null });
});
