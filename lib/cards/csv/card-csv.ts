import { type TableFile, templateCsv } from "@/lib/csv/table-file.ts";
import { cardFormLabels, cardTypeLabels, limitWindowLabels } from "../card.ts";

/** A file for issuing cards. */
export const cardFile = {
  columns: {
    email: "Holder email",
    cardType: "Card type",
    form: "Form",
    memo: "Memo",
    spendLimit: "Spend limit",
    spendLimitDuration: "Limit window",
    spendingProfileId: "Spending profile",
    shipTo: "Ship to",
  },
  needed: ["email", "cardType", "form"],
  limits: { bytes: 2_000_000, rows: 5_000, cells: 64 },
} as const satisfies TableFile<string>;

export type IssueColumn = keyof typeof cardFile.columns;

/** A card file with one example row. */
export const cardCsvTemplate = (): string =>
  templateCsv<IssueColumn>(cardFile, {
    email: "name@company.com",
    cardType: cardTypeLabels.debit,
    form: cardFormLabels.virtual,
    memo: "Team lunch",
    spendLimit: "500.00",
    spendLimitDuration: limitWindowLabels.monthly,
    spendingProfileId: "",
    shipTo: "",
  });
