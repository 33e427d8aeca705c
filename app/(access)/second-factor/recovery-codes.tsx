"use client";

import { Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/control/button";
import { useCopy } from "@/components/ui/overlay/use-copy";
import { saveFile } from "@/components/ui/save-file";

/** Recovery codes, which are shown once, with ways to keep them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const copy = useCopy("Recovery codes copied", "Your browser does not allow copying. Download the codes.");
  const text = `${codes.join("\n")}\n`;

  return (
    <section aria-label="Recovery codes" className="grid gap-3">
      <p className="text-sm">
        Save these recovery codes. Each one signs you in once if you lose your second factor. They are not
        shown again.
      </p>
      <ol className="grid gap-1 rounded-surface border border-line bg-sunken px-4 py-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="small" onClick={() => void copy(text)}>
          <Copy aria-hidden="true" />
          Copy
        </Button>
        <Button
          variant="outline"
          size="small"
          onClick={() => saveFile("recovery-codes.txt", text, "text/plain")}
        >
          <Download aria-hidden="true" />
          Download
        </Button>
      </div>
    </section>
  );
}
