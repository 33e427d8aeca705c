import type { FormState } from "@/lib/http/server-action";

/** The message above a form that failed. When every error is shown at its field, it only says
 *  that there are errors. */
export function failureText(state: FormState, shownFields: readonly string[]): string | undefined {
  if (state === null || state.ok) return undefined;
  const faults = Object.keys(state.fields);
  const areMarked = faults.length > 0 && faults.every((field) => shownFields.includes(field));
  return areMarked ? "Check the marked fields. Nothing was changed." : state.message;
}
