import { inAccount } from "../db/transaction.ts";

/** The latest audit row of a business. */
export const lastAuditRow = (accountId: number) =>
  inAccount(accountId, (db) => db.auditLog.findFirst({ orderBy: { seq: "desc" } }));
