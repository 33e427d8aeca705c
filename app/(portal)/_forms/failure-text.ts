import type { FormState } from "@/lib/http/server-action";

/** What stands above a form that failed: where every fault is marked at its field, only that there are some. */
export function failureText(state: FormState, shownFields: readonly string[]): string | undefined {
  if (state === null || state.ok) return undefined;
  const faults = Object.keys(state.fields);
  const areMarked = faults.length > 0 && faults.every((field) => shownFields.includes(field));
  return areMarked ? "Check the marked fields. Nothing was changed." : state.message;
}
