const maxId = 2_147_483_647;

/** Parses a row id, 1 to 2,147,483,647, in its canonical form. Undefined for anything else. */
export function parseRowId(text: unknown): number | undefined {
  return typeof text === "string" && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= maxId
    ? Number(text)
    : undefined;
}
