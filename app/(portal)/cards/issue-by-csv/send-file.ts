import { type CheckedFile, cardFileLimits } from "@/lib/cards/csv/card-csv";

/** The portal's answer: the value, or the reason for a failure as text. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Checks a file of cards. Changes nothing. */
export const checkFile = (file: File) => send<CheckedFile>("/api/cards/issue-by-csv/check", file);

/** Issues the cards of a file. `cards` is their number. */
export const issueFile = (file: File, cards: number) =>
  send<{ jobId: number }>(`/api/cards/issue-by-csv?cards=${cards}`, file);

const tooLarge = {
  ok: false,
  code: "TOO_LARGE",
  message: "The file is larger than 2 MB. Split it into several files. Nothing was changed.",
} as const;

async function send<T>(address: string, file: File): Promise<Answer<T>> {
  // The file name is in a header, because it may contain personal data and
  // addresses end up in logs.
  const headers = {
    "Content-Type": "text/csv",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed())}`,
  };
  if (file.size > cardFileLimits.bytes) return tooLarge;
  try {
    const answer = await fetch(address, { method: "POST", headers, body: file });
    const body: unknown = await answer.json().catch(() => ({}));
    if (answer.ok) return { ok: true, value: body as T };
    const { code = "BROKEN", detail } = body as { code?: string; detail?: string };
    if (answer.status === 413) return tooLarge;
    return { ok: false, code, message: detail ?? "The file couldn't be read. Nothing was changed." };
  } catch {
    // Also when the file changed on disk after it was chosen.
    return {
      ok: false,
      code: "UNREACHABLE",
      message: "No answer came. No card is issued twice if you choose the file again and send it.",
    };
  }
}
