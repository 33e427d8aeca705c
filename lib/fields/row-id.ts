const largestId = 2_147_483_647;

/** The number of a row, 1 to 2,147,483,647, that a text says as it would be written; undefined for anything else. */
export function parseRowId(text: unknown): number | undefined {
  return typeof text === "string" && /^[1-9]\d{0,9}$/.test(text) && Number(text) <= largestId
    ? Number(text)
    : undefined;
}
