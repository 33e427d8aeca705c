/** Fetches the rows of a list. Throws when the server does not answer. */
export async function rowsAt<Row>(address: string): Promise<readonly Row[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const { rows } = (await answer.json()) as { rows: readonly Row[] };
  return rows;
}
