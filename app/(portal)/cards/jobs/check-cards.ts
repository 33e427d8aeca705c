import type { BulkJobCheck } from "@/lib/bulk-jobs/start/check-bulk-job";

/** Cards by id, all cards of a list, or the cards that a job changed. */
export type ChosenCards =
  | { readonly ids: readonly number[] }
  | { readonly query: string }
  | { readonly jobId: number };

interface Question {
  readonly verb?: string;
  readonly cards: ChosenCards;
}

/** Asks the server which cards a bulk action would change now, and which it would skip. Throws an
 *  error with the server's words, or with what to do when there is no answer. */
export async function checkCards(question: Question): Promise<BulkJobCheck> {
  const answer = await fetch("/api/bulk-jobs/check", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  }).catch(() => {
    throw new Error("No answer came. Check your connection and try again.");
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body as BulkJobCheck;
  const { errors = {}, detail = "Something went wrong. Try again." } = body as {
    errors?: Record<string, string>;
    detail?: string;
  };
  throw new Error(Object.values(errors)[0] ?? detail);
}
