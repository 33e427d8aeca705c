// Some browsers no longer treat a table that is laid out as cards as a table,
// so the roles are explicit.
export const roles = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  cell: { role: "cell" },
  rowheader: { role: "rowheader", scope: "row" },
} as const;
