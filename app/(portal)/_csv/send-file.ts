import type { CheckedFile } from "@/lib/csv/table-file";
import type { FileKind } from "./file-kind";

/** The portal's answer: the value, or the reason for a failure as text. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Checks a file. Changes nothing. */
export const checkFile = (kind: FileKind, file: File) =>
  send<CheckedFile>(kind, `${kind.address}/check`, file);

/** Submits the good rows of a file. `good` is their number. */
export const submitFile = (kind: FileKind, file: File, good: number) =>
  send<{ jobId: number }>(kind, `${kind.address}?${kind.counted}=${good}`, file);

const tooLarge = {
  ok: false,
  code: "TOO_LARGE",
  message: "The file is larger than 2 MB. Split it into several files. Nothing was changed.",
} as const;

async function send<T>(kind: FileKind, address: string, file: File): Promise<Answer<T>> {
  // The file name is in a header, because it may contain personal data and
  // addresses end up in logs.
  const headers = {
    "Content-Type": "text/csv",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed())}`,
  };
  if (file.size > kind.file.limits.bytes) return tooLarge;
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
      message: `No answer came. Nothing is ${kind.done} twice if you choose the file again and send it.`,
    };
  }
}
