import { setTimeout as wait } from "node:timers/promises";
import { connection } from "../client.ts";
import { lockRows } from "../locks.ts";
import { delegateName, type ModelName } from "../schema.ts";
import { withDeleted } from "../scope.ts";
import { updateRows } from "../statements.ts";
import { acrossAccounts, inTransaction } from "../transaction.ts";
import { replaceWords } from "./keep-words.ts";
import { searchedFields } from "./search-words.ts";
import { sortFields, sortTextsOf } from "./sort-texts.ts";

/** The rules of fold.ts and search-words.ts by number. When they change, raise this number and the
 *  default of `Account.wordRules` with it. */
const currentRules = 2;

const models = [
  "Account",
  "User",
  "SpendingProfile",
  "Card",
  "Merchant",
] as const satisfies readonly ModelName[];
const rowsInStep = 100;
// Other writers come first.
const pauseMilliseconds = 20;

/** The next rows of an account whose words are older than the rules. */
interface Place {
  readonly accountId: number;
  readonly model: number;
  readonly behindId: number;
}

let place: Place | undefined;

/** Makes the search words and sorted texts of the next rows again, where they were made by older
 *  rules, in one small transaction. A process that dies begins the account anew, and two processes
 *  do the same work twice, which changes nothing. Returns whether there is more to do. */
export async function refreshWords(): Promise<boolean> {
  place ??= await findStale();
  if (!place) return false;
  place = await step(place);
  await wait(pauseMilliseconds);
  return true;
}

async function findStale(): Promise<Place | undefined> {
  const account = await acrossAccounts((db) =>
    db.account.findFirst({
      where: { wordRules: { lt: currentRules } },
      orderBy: { id: "asc" },
      select: { id: true },
    }),
  );
  return account ? { accountId: account.id, model: 0, behindId: 0 } : undefined;
}

function step({ accountId, model, behindId }: Place): Promise<Place | undefined> {
  return inTransaction({ accountId }, async (tx) => {
    const name = models[model];
    if (!name) {
      await updateRows("Account", { id: accountId }, { wordRules: currentRules });
      return undefined;
    }
    const delegate = tx[delegateName(name)] as unknown as Delegate;
    // A deleted row has no words, but its sorted text counts again when it is restored.
    const find = (args: object) => withDeleted(() => delegate.findMany({ ...args, orderBy }));
    const next = await find({ where: { id: { gt: behindId } }, take: rowsInStep, select: { id: true } });
    const ids = next.map(({ id }) => id);
    await lockRows(name, ids);
    for (const row of await find({ where: { id: { in: ids } } })) await refresh(name, row);
    const last = ids.at(-1);
    return ids.length < rowsInStep || last === undefined
      ? { accountId, model: model + 1, behindId: 0 }
      : { accountId, model, behindId: last };
  });
}

const orderBy = { id: "asc" } as const;

interface AnyRow extends Readonly<Record<string, unknown>> {
  readonly id: number;
}

interface Delegate {
  findMany(args: object): Promise<AnyRow[]>;
}

async function refresh(model: ModelName, row: AnyRow): Promise<void> {
  const texts = sortTextsOf(model, row);
  if (sortFields(model).some(({ field }) => row[field] !== texts[field]))
    await updateRows(model, { id: row.id }, texts);
  if (searchedFields(model).length === 0) return;
  const stored = await connection().plainSql(
    "SELECT word FROM search_words WHERE account_id = ? AND target_type = ? AND target_id = ?",
    [row.accountId as number, model, row.id],
  );
  await replaceWords(
    model,
    row,
    stored.map(([word]) => String(word)),
  );
}
