"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type DragEvent, useId, useRef, useState } from "react";
import { Notice } from "@/components/ui/layout/notice";
import type { CheckedFile } from "@/lib/cards/csv/card-csv";
import { CheckedRows } from "./checked-rows";
import { FileOutcome } from "./file-outcome";
import { checkFile, issueFile } from "./send-file";

type Checked = CheckedFile & { readonly file: File };

/** Checks a file of cards, shows its errors, and issues the rest. The file stays in the
 *  browser, which sends it once to check and once to issue. */
export function IssueByCsv() {
  const router = useRouter();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<"checking" | "issuing" | null>(null);
  const newest = useRef<File | null>(null);

  async function check(file: File) {
    newest.current = file;
    setChecked(null);
    setProblem(null);
    setBusy("checking");
    const answer = await checkFile(file);
    // The person has chosen another file in the meantime.
    if (newest.current !== file) return;
    setBusy(null);
    if (answer.ok) setChecked({ ...answer.value, file });
    else setProblem(answer.message);
  }

  async function issue({ file, good }: Checked) {
    setBusy("issuing");
    const answer = await issueFile(file, good);
    if (answer.ok)
      return router.push(`/cards/jobs/${answer.value.jobId}` as Parameters<typeof router.push>[0]);
    // The check finds out whether the file was issued.
    if (answer.code === "STALE" || answer.code === "UNREACHABLE") await check(file);
    setBusy(null);
    setProblem(answer.message);
  }

  return (
    <div className="grid gap-6">
      <ChooseFile onChoose={(file) => void check(file)} isBusy={busy !== null} />
      <div aria-live="polite" className="grid gap-4">
        {busy === "checking" ? <p className="text-muted">Checking …</p> : null}
        {problem ? <Notice tone="negative">{problem}</Notice> : null}
        {checked ? (
          <FileOutcome checked={checked} isIssuing={busy === "issuing"} onIssue={() => void issue(checked)} />
        ) : null}
      </div>
      {checked ? <CheckedRows rows={checked.rows} /> : null}
    </div>
  );
}

function ChooseFile({ onChoose, isBusy }: { onChoose: (file: File) => void; isBusy: boolean }) {
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
      <span className="font-medium">File of cards</span>
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
        Choose a CSV file or drop it here: UTF-8, comma-separated, up to 2 MB. Nothing is issued yet.
      </span>
    </label>
  );
}
