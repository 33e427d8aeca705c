"use client";

import type { FileKind } from "@/app/(portal)/_csv/file-kind";
import { ImportFile } from "@/app/(portal)/_csv/import-file";
import { cardFile } from "@/lib/cards/csv/card-csv";

const kind: FileKind = {
  file: cardFile,
  address: "/api/cards/issue-by-csv",
  counted: "cards",
  label: "CSV file of cards",
  noun: ["card", "cards"],
  verb: "Issue",
  done: "issued",
};

/** Checks a file of cards, and issues the good rows. */
export const IssueCards = () => <ImportFile kind={kind} />;
