import { type TableFile, templateCsv } from "@/lib/csv/table-file.ts";

/** A file for inviting people. */
export const peopleFile = {
  columns: {
    givenName: "Given name",
    familyName: "Family name",
    email: "Email",
    role: "Role",
    phone: "Phone",
  },
  needed: ["givenName", "email", "role"],
  limits: { bytes: 2_000_000, rows: 1_000, cells: 64 },
} as const satisfies TableFile<string>;

export type PersonColumn = keyof typeof peopleFile.columns;

/** A file of people with one example row. */
export const peopleCsvTemplate = (): string =>
  templateCsv<PersonColumn>(peopleFile, {
    givenName: "Clara",
    familyName: "Costa",
    email: "name@company.com",
    role: "Cardholder",
    phone: "+1 212 555 0100",
  });
