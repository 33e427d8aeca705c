"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type DragEvent, useId, useRef, useState } from "react";
import { ConfirmIdentity } from "@/app/_forms/confirm-identity";
import { Notice } from "@/components/ui/layout/notice";
import type { CheckedFile } from "@/lib/csv/table-file";
import { CheckedRows } from "./checked-rows";
import type { FileKind } from "./file-kind";
import { FileOutcome } from "./file-outcome";
import { checkFile, submitFile } from "./send-file";

type Checked = CheckedFile & { readonly file: File };

/** Checks a file, shows its errors, and submits the good rows. The file stays in the browser, which
 *  sends it once to check and once to submit. */
export function ImportFile({ kind }: { kind: FileKind }) {
  const router = useRouter();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [busy, setBusy] = useState<"checking" | "submitting" | null>(null);
  const newest = useRef<File | null>(null);

  async function check(file: File) {
    newest.current = file;
    setChecked(null);
    setProblem(null);
    setAsked(false);
    setBusy("checking");
    const answer = await checkFile(kind, file);
    // The person has chosen another file in the meantime.
    if (newest.current !== file) return;
    setBusy(null);
    if (answer.ok) setChecked({ ...answer.value, file });
    else setProblem(answer.message);
  }

  async function submit({ file, good }: Checked) {
    setBusy("submitting");
    setAsked(false);
    setProblem(null);
    const answer = await submitFile(kind, file, good);
    if (answer.ok)
      return router.push(`/cards/jobs/${answer.value.jobId}` as Parameters<typeof router.push>[0]);
    // The check finds out whether the file was submitted.
    if (answer.code === "STALE" || answer.code === "UNREACHABLE") await check(file);
    setBusy(null);
    setAsked(answer.code === "CONFIRM_IDENTITY");
    setProblem(answer.message);
  }

  return (
    <div className="grid gap-6">
      <ChooseFile kind={kind} onChoose={(file) => void check(file)} isBusy={busy !== null} />
      <div aria-live="polite" className="grid gap-4">
        {busy === "checking" ? <p className="text-muted">Checking …</p> : null}
        {problem ? <Notice tone="negative">{problem}</Notice> : null}
        {isAsked && checked ? <ConfirmIdentity onDone={() => void submit(checked)} /> : null}
        {checked ? (
          <FileOutcome
            kind={kind}
            checked={checked}
            isSubmitting={busy === "submitting"}
            onSubmit={() => void submit(checked)}
          />
        ) : null}
      </div>
      {checked ? <CheckedRows columns={kind.file.columns} rows={checked.rows} /> : null}
    </div>
  );
}

function ChooseFile({
  kind,
  onChoose,
  isBusy,
}: {
  kind: FileKind;
  onChoose: (file: File) => void;
  isBusy: boolean;
}) {
  const id = useId();
  const [isOver, setOver] = useState(false);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !isBusy) onChoose(file);
  }

  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={clsx(
        "grid max-w-160 gap-3 rounded-surface border border-dashed px-4 py-6",
        isOver ? "border-accent bg-accent-soft" : "border-control",
      )}
    >
      <span className="font-medium">{kind.label}</span>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        disabled={isBusy}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onChoose(file);
          // Lets the person choose the same file again after correcting it.
          event.currentTarget.value = "";
        }}
        className="w-full text-sm file:me-3 file:h-9 file:rounded-control file:border file:border-control file:border-solid file:bg-surface file:px-4 file:font-medium"
      />
      <span id={`${id}-hint`} className="text-muted text-sm">
        Choose a CSV file or drop it here: UTF-8, comma-separated, up to 2 MB. Nothing is {kind.done} yet.
      </span>
    </label>
  );
}
