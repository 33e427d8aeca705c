import { build, join, part, type Sql, select } from "./sql-parts.ts";

/** Where words are looked for: in the rows of an account, and for cards in the people who hold them too. */
export interface Place {
  readonly model: "Card" | "User";
  readonly accountId: number;
  readonly byHolder?: boolean;
}

/** Words that are looked for together, the rarest first: how many rows hold them all themselves, and how many people who may hold a card do.
 *  Both are counted only until they are many. */
export interface Term {
  readonly words: readonly string[];
  readonly rows: number;
  readonly holders: number;
  /** The words in those rows; a row may hold several that begin so. */
  readonly wordsInRows: number;
  readonly isMany: boolean;
  /** About how many rows are found; infinite when nobody counted that far. */
  readonly size: number;
}

// Past so many rows that hold a word, walking the list and testing each row finds a page sooner than sorting all that hold it.
const manyRows = 10_000;
const manyHolders = 2_000;
const cardsOfHolder = 4;

/** The terms of a search, the rarest first; none when some word is held by nobody. Words that only rows hold, and words that only people
 *  do, make one term each. */
export async function measureTerms(place: Place, words: readonly string[]): Promise<readonly Term[]> {
  const single: Term[] = [];
  for (const word of words)
    single.push(await measureTerm(place, [word], { inRows: true, inHolders: place.byHolder ?? false }));
  const ofBoth = single.filter(({ rows, holders }) => rows > 0 && holders > 0);
  const ofRows = single.filter(({ holders }) => holders === 0);
  const ofHolders = single.filter(({ rows, holders }) => rows === 0 && holders > 0);
  const terms = [
    ...ofBoth,
    ...(await together(place, ofRows, { inRows: true, inHolders: false })),
    ...(await together(place, ofHolders, { inRows: false, inHolders: true })),
  ];
  return terms.some(({ rows, holders }) => rows + holders === 0) ? [] : terms.sort(bySize);
}

const bySize = (a: Term, b: Term) => a.size - b.size;

interface Ways {
  readonly inRows: boolean;
  readonly inHolders: boolean;
}

async function together(place: Place, terms: readonly Term[], ways: Ways): Promise<readonly Term[]> {
  if (terms.length < 2 || terms.some(({ size }) => size === 0)) return terms;
  const words = terms.toSorted(bySize).flatMap((term) => term.words);
  return [await measureTerm(place, words, ways)];
}

async function measureTerm(
  { model, accountId }: Place,
  words: readonly string[],
  { inRows, inHolders }: Ways,
): Promise<Term> {
  const count = async (type: string, most: number) => {
    const found = build`${withWords(accountId, type, words)} LIMIT ${part(String(most + 1))}`;
    const [[all = 0, distinct = 0] = []] = await select(
      build`SELECT COUNT(*), COUNT(DISTINCT target_id) FROM (${found}) found`,
    );
    return { all: Number(all), distinct: Number(distinct) };
  };
  const none = { all: 0, distinct: 0 };
  const rows = inRows ? await count(model, manyRows) : none;
  const holders = inHolders ? await count("User", manyHolders) : none;
  const isCounted = rows.all <= manyRows && holders.all <= manyHolders;
  const size = isCounted ? rows.distinct + cardsOfHolder * holders.distinct : Number.POSITIVE_INFINITY;
  return {
    words,
    rows: rows.distinct,
    holders: holders.distinct,
    wordsInRows: rows.all,
    isMany: size > manyRows,
    size,
  };
}

/** Whether more rows or people hold the words of a term than so many. */
export async function isHeldByMore(
  { accountId }: Place,
  { words, wordsInRows, holders }: Term,
  than: number,
): Promise<boolean> {
  if (wordsInRows > than) return true;
  if (holders <= manyHolders) return false;
  const people = build`${withWords(accountId, "User", words)} LIMIT ${part(String(than + 1))}`;
  const [[counted = 0] = []] = await select(build`SELECT COUNT(*) FROM (${people}) people`);
  return Number(counted) > than;
}

/** What holds the words of a term, with the time it was made: the rows themselves, and the cards of the people who do. With a bound, from each
 *  way so many at most. */
export function foundByTerm({ model, accountId }: Place, { words, rows, holders }: Term, most?: number): Sql {
  const bound = part(most === undefined ? "" : ` LIMIT ${most}`);
  const own = build`target_id AS id, target_made AS created_at FROM (${withWords(accountId, model, words)}${bound}) own`;
  if (holders === 0) return build`SELECT DISTINCT ${own}`;
  const people = build`SELECT DISTINCT target_id AS id FROM (${withWords(accountId, "User", words)}${bound}) people`;
  const account = part("c.account_id = ?", [accountId]);
  const held = build`SELECT c.id, c.created_at FROM (${people}) p CROSS JOIN cards c WHERE ${account} AND c.user_id = p.id AND c.deleted_at IS NULL${bound}`;
  return rows === 0 ? held : build`SELECT ${own} UNION SELECT id, created_at FROM (${held}) held`;
}

/** Whether the row `t`, with its `id` and for cards its `user_id`, holds the words of a term. */
export function testOfTerm({ model, accountId }: Place, { words, rows, holders }: Term): Sql {
  const tests = words.map((word) => {
    const own = rows > 0 ? [holdsToo(accountId, model, word, "t.id")] : [];
    const held = holders > 0 ? [holdsToo(accountId, "User", word, "t.user_id")] : [];
    return build`(${join([...own, ...held], " OR ")})`;
  });
  return join(tests, " AND ");
}

// What holds each of some words: found by the first, and looked up by the others.
function withWords(accountId: number, type: string, [first = "", ...others]: readonly string[]): Sql {
  const tests = others.map((word) => build` AND ${holdsToo(accountId, type, word, "w.target_id")}`);
  return build`SELECT w.target_id, w.target_made FROM search_words w WHERE ${holds("w", accountId, type, first)}${join(tests, "")}`;
}

// Whether the row with an id holds a word. Not EXISTS, of which PostgreSQL makes a join that reads all before the first row comes out.
const holdsToo = (accountId: number, type: string, word: string, id: string): Sql =>
  build`(SELECT COUNT(*) FROM search_words o WHERE ${holds("o", accountId, type, word)} AND o.target_id = ${part(id)}) > 0`;

// Words are nothing but letters and digits, so all that begin with one stand before it with the last character there is.
const holds = (table: "w" | "o", accountId: number, type: string, word: string): Sql =>
  part(`${table}.account_id = ? AND ${table}.target_type = ? AND ${table}.word >= ? AND ${table}.word < ?`, [
    accountId,
    type,
    word,
    `${word}\u{10FFFF}`,
  ]);
