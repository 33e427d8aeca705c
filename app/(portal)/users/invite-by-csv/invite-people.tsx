"use client";

import type { FileKind } from "@/app/(portal)/_csv/file-kind";
import { ImportFile } from "@/app/(portal)/_csv/import-file";
import { peopleFile } from "@/lib/users/csv/people-csv";

const kind: FileKind = {
  file: peopleFile,
  address: "/api/users/invite-by-csv",
  counted: "people",
  label: "CSV file of people",
  noun: ["person", "people"],
  verb: "Invite",
  done: "invited",
};

/** Checks a file of people, and invites those of the good rows. */
export const InvitePeople = () => <ImportFile kind={kind} />;
