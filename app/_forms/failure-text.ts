import type { Answer } from "./use-answer";

/** The message above a form that failed. When every error is shown at its field, it only says
 *  that there are errors. A shown field also shows those of its parts. */
export function failureText(answer: Answer, shownFields: readonly string[]): string | undefined {
  if (answer === null || answer.ok) return undefined;
  const faults = Object.keys(answer.fields);
  const areMarked =
    faults.length > 0 &&
    faults.every((field) => shownFields.some((shown) => field === shown || field.startsWith(`${shown}.`)));
  return areMarked ? "Check the marked fields. Nothing was changed." : answer.message;
}

/** What makes a message new, so that it is announced and focused. It is the same as long as no
 *  answer comes, because the person may be typing again. */
export const attemptOf = (answer: Answer): unknown =>
  answer?.ok === false && answer.code === "NO_ANSWER" ? answer.code : answer;
