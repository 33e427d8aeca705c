// node lib/setup/asvs/write-asvs.mjs writes docs/asvs.md. npm test does it too.
import { inPlainWords } from "../run.mjs";
import { writeAsvs } from "./asvs-document.mjs";

await inPlainWords(writeAsvs);
