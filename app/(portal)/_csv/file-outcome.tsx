import { Download } from "lucide-react";
import { countText } from "@/app/(portal)/_lists/count-text";
import { AppLink } from "@/components/ui/control/app-link";
import { Button } from "@/components/ui/control/button";
import { Notice } from "@/components/ui/layout/notice";
import { saveFile } from "@/components/ui/save-file";
import { type CheckedFile, type CheckedRow, faultyRowsCsv } from "@/lib/csv/table-file";
import type { FileKind } from "./file-kind";

/** What the check of a file found, and what can be done with it now. */
export function FileOutcome({
  kind,
  checked: { file, rows, good, earlierJobId },
  isSubmitting,
  onSubmit,
}: {
  kind: FileKind;
  checked: CheckedFile & { readonly file: File };
  isSubmitting: boolean;
  onSubmit: () => void;
}) {
  const { done, verb, noun } = kind;
  if (earlierJobId !== null)
    return (
      <Notice tone="info">
        <p>
          <FileName file={file} /> was already submitted.{" "}
          <AppLink href={`/cards/jobs/${earlierJobId}`} className="font-medium text-accent underline">
            View result
          </AppLink>
        </p>
      </Notice>
    );
  const bad = rows.length - good;
  return (
    <div className="grid gap-3">
      <p>
        <FileName file={file} />:{" "}
        {bad === 0
          ? `Every row is valid. Nothing is ${done} yet.`
          : `${countText(bad, false, "row")} cannot be ${done}. ${advice(kind, good)}`}
      </p>
      <div className="flex flex-wrap gap-3">
        {good > 0 ? (
          <Button pending={isSubmitting} onClick={onSubmit}>
            {verb} {countText(good, false, ...noun)}
          </Button>
        ) : null}
        {bad > 0 ? (
          <Button variant="outline" onClick={() => saveFaultyRows(kind, file, rows)}>
            <Download aria-hidden="true" />
            {bad === 1 ? "Download the bad row" : `Download the ${countText(bad, false, "bad row")}`}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const FileName = ({ file }: { file: File }) => <span className="break-all font-medium">{file.name}</span>;

const advice = ({ verb }: FileKind, good: number) =>
  good > 0
    ? `Fix the file and choose it again, or ${verb.toLowerCase()} the valid rows now and submit the fixed rows in a separate file.`
    : "Fix the file and choose it again.";

// The file stays in the browser, which has all its rows.
function saveFaultyRows(kind: FileKind, file: File, rows: readonly CheckedRow[]): void {
  const name = file.name.replace(/(\.csv)?$/i, "-bad-rows.csv");
  saveFile(name, faultyRowsCsv(kind.file, rows), "text/csv");
}
