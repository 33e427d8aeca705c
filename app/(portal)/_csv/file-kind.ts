import type { TableFile } from "@/lib/csv/table-file";

/** A kind of file that is checked and then submitted on a page, and the words about it. */
export interface FileKind {
  readonly file: TableFile<string>;
  /** Where the file is checked and submitted: "/check" is added to check it, and the number of good
   *  rows under `counted` to submit it. */
  readonly address: string;
  readonly counted: string;
  /** What the field for the file is called, such as "CSV file of cards". */
  readonly label: string;
  /** What a good row gives: "card", "cards". */
  readonly noun: readonly [one: string, many: string];
  /** The verb of the button, such as "Issue". */
  readonly verb: string;
  /** The verb as it is done: "issued". */
  readonly done: string;
}
