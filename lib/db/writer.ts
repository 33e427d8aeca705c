import { randomUUID } from "node:crypto";
import { AppError, noRow } from "@/lib/errors.ts";
import { type Change, changeOf } from "./changes/change.ts";
import { differingFields } from "./changes/differing-fields.ts";
import { sealFields } from "./encryption/sealed-fields.ts";
import { lockChain, lockRow } from "./locks.ts";
import { delegateName, describe, type ModelName, type NewRow, type Row, type RowChange } from "./schema.ts";
import { type OwnRows, withDeleted } from "./scope.ts";
import { keepWords, refuseToSearched } from "./search/keep-words.ts";
import { sortTextsOf } from "./search/sort-texts.ts";
import { findRow, insertRow, updateRows } from "./statements.ts";
import type { Reader, Transaction } from "./transaction.ts";

/** Somebody else changed a row between reading and writing it. The unit of
 *  work should start again. */
export class LostRaceError extends Error {
  override readonly name = "LostRaceError";
}

type Id = number | string;
type Values = Record<string, unknown>;
type AnyRow = Values & { id: Id; accountId?: number; version: number; confirmations?: number };

interface Delegate {
  updateMany(args: { where: Values; data: Values }): Promise<{ count: number }>;
}

/** The transaction, account and limits that a Writer works with. */
export interface WriterSetting {
  readonly tx: Transaction;
  readonly accountId: number;
  readonly now: Date;
  /** Narrows which rows of a model can be found, for actors whose permission covers only their
   *  own rows. */
  readonly own: OwnRows;
  /** Whether `findForUpdate` locks the row. A unit of work that lost a race must not lose the
   *  next one. */
  readonly locksRows: boolean;
}

/** Writes rows within a command and records the changes. The audit log is built from these
 *  records, so no write may bypass it. */
export class Writer {
  readonly changes: Change[];
  /** For reading: the same transaction, narrowed to the command's scope. */
  readonly read: Reader;
  readonly #setting: WriterSetting;

  constructor(setting: WriterSetting, changes: Change[] = []) {
    this.#setting = setting;
    this.read = setting.tx;
    this.changes = changes;
  }

  /** The same unit of work, continued in an account that it has just created. */
  within(accountId: number): Writer {
    return new Writer({ ...this.#setting, accountId }, this.changes);
  }

  /** Waits for every other unit of work in the account. For rules over several rows. */
  async lockAccount(): Promise<void> {
    await lockChain(this.#setting.accountId);
  }

  /** The live row with this id. Throws NOT_FOUND, or STALE when the caller saw an older version and
   *  more has happened since than confirmations. */
  async findForUpdate<M extends ModelName>(model: M, id: Id, seenVersion?: number): Promise<Row<M>> {
    if (this.#setting.locksRows) await lockRow(model, id);
    const row = this.#ifMine(model, await findRow(model, { id }));
    if (!row) throw noRow(model, id);
    if (seenVersion !== undefined && !isCurrent(row, seenVersion)) throw new AppError("STALE");
    return row as Row<M>;
  }

  /** The deleted row with this id. Throws NOT_FOUND. */
  async findDeletedForUpdate<M extends ModelName>(model: M, id: Id): Promise<Row<M>> {
    const row = this.#ifMine(model, await withDeleted(() => findRow(model, { id })));
    if (!row?.deletedAt) throw noRow(model, id);
    return row as Row<M>;
  }

  async insert<M extends ModelName>(model: M, values: NewRow<M>): Promise<Row<M>> {
    const { fields, tenantField } = describe(model);
    // Sealing binds a value to its account, and an account that does not exist yet has no number.
    const sealedTooEarly =
      tenantField === "id" && Object.keys(values).some((field) => fields[field]?.dataClass === "sealed");
    if (sealedTooEarly) throw new Error(`${model} is inserted first, its sealed fields are set by an update`);
    const stored = {
      ...sealFields(model, this.#setting.accountId, values as Values),
      ...sortTextsOf(model, values as Values),
      ...(tenantField === "accountId" && { accountId: this.#setting.accountId }),
      ...("createdAt" in fields && { createdAt: this.#setting.now }),
      ...("updatedAt" in fields && { updatedAt: this.#setting.now }),
    };
    const row = (await insertRow(model, stored)) as AnyRow;
    await keepWords(model, null, row);
    this.#remember(
      model,
      row,
      Object.fromEntries(Object.keys(values).map((field) => [field, [null, row[field] ?? null]])),
    );
    return row as Row<M>;
  }

  /** Updates a row that was found before. Writes only changed fields, and
   *  nothing when nothing changed. */
  async update<M extends ModelName>(model: M, row: Row<M>, change: RowChange<M>): Promise<Row<M>> {
    const differing = differingFields(model, row, change);
    return differing ? this.#write(model, row, differing) : row;
  }

  /** Updates a row as the issuer confirmed what was desired. Whoever saw the row before it knows
   *  nothing wrong, so this makes no form stale. */
  async confirm(row: Row<"Card">, change: RowChange<"Card">): Promise<Row<"Card">> {
    const differing = differingFields("Card", row, change);
    if (!differing) return row;
    return this.#write("Card", row, { ...differing, confirmations: row.confirmations + 1 });
  }

  /** Updates what the portal itself keeps about a row, such as sign-in attempts or a balance.
   *  Nobody edits these fields, so the version stays, and no form becomes stale. */
  async record<M extends ModelName>(model: M, row: Row<M>, change: RowChange<M>): Promise<Row<M>> {
    const differing = differingFields(model, row, change);
    if (!differing) return row;
    const { id, version } = row as unknown as AnyRow;
    refuseToSearched(model, change);
    // The old values stand in for a new version: of two units of work at once, one starts again.
    const before = Object.fromEntries(Object.keys(differing).map((field) => [field, (row as Values)[field]]));
    const count = await updateRows(model, { id, version, ...before }, differing);
    if (count === 0) throw new LostRaceError(`${model} ${id} was changed at version ${version}`);
    const after: AnyRow = { ...(row as unknown as AnyRow), ...differing };
    this.#rememberChange(model, row, after, Object.keys(differing));
    return after as Row<M>;
  }

  /** Raises a row's version, so that a change based on the older one fails as STALE. */
  async bumpVersion<M extends ModelName>(model: M, row: Row<M>): Promise<Row<M>> {
    return this.#write(model, row, {});
  }

  /** Updates every matching live row, for models with many rows, and returns their number. All
   *  changes leave one entry, in the history of `noteOn`. */
  async updateEvery<M extends ModelName>(
    model: M,
    where: Values,
    change: RowChange<M>,
    noteOn: { readonly model: ModelName; readonly id: Id; readonly as: string },
  ): Promise<number> {
    refuseToSearched(model, change);
    const data = {
      ...sealFields(model, this.#setting.accountId, change as Values),
      ...("confirmations" in describe(model).fields && { confirmations: 0 }),
      version: { increment: 1 },
      updatedAt: this.#setting.now,
    };
    const { count } = await this.#delegate(model).updateMany({
      where: { AND: [where, { deletedAt: null }] },
      data,
    });
    if (count > 0) this.note(noteOn.model, noteOn.id, { [noteOn.as]: count });
    return count;
  }

  /** Soft-deletes a row. Rows that are deleted with the same id are restored together. */
  async softDelete<M extends ModelName>(
    model: M,
    row: Row<M>,
    deletionId: string = randomUUID(),
  ): Promise<Row<M>> {
    return this.#write(model, row, { deletedAt: this.#setting.now, deletionId });
  }

  /** Restores a deleted row. Throws DUPLICATE when another row has taken its unique value. */
  async restore<M extends ModelName>(model: M, row: Row<M>): Promise<Row<M>> {
    return this.#write(model, row, { deletedAt: null, deletionId: null });
  }

  /** Adds an entry to the audit log that changes no row: something was
   *  viewed, exported or maintained. */
  note<M extends ModelName>(model: M, id: Id, fields: Readonly<Record<string, string | number>>): void {
    const noted = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, [null, value] as const]),
    );
    this.changes.push({
      accountId: this.#setting.accountId,
      model,
      id: String(id),
      target: { model, id: String(id) },
      fields: noted,
    });
  }

  async #write<M extends ModelName>(model: M, row: Row<M>, stored: Values): Promise<Row<M>> {
    const { id, version } = row as unknown as AnyRow;
    const written = {
      ...("confirmations" in describe(model).fields && { confirmations: 0 }),
      ...stored,
      ...sortTextsOf(model, stored),
      version: version + 1,
      updatedAt: this.#setting.now,
    };
    const count = await updateRows(model, { id, version }, written);
    if (count === 0) throw new LostRaceError(`${model} ${id} is no longer at version ${version}`);
    const after: AnyRow = { ...(row as unknown as AnyRow), ...written };
    await keepWords(model, row as Values, after);
    const names = Object.keys(stored).filter((field) => field !== "deletionId" && field !== "confirmations");
    this.#rememberChange(model, row, after, names);
    return after as Row<M>;
  }

  #rememberChange(model: ModelName, before: object, after: AnyRow, names: readonly string[]): void {
    const fields = names.map((field) => [field, [(before as Values)[field], after[field]]] as const);
    this.#remember(model, after, Object.fromEntries(fields));
  }

  #remember(model: ModelName, row: AnyRow, fields: Change["fields"]): void {
    const change = changeOf(model, row, fields);
    if (change) this.changes.push(change);
  }

  // A row that is not the actor's own counts as missing.
  #ifMine(model: ModelName, row: object | null): AnyRow | null {
    const own = Object.entries(this.#setting.own[model] ?? {});
    return own.every(([field, value]) => (row as Values | null)?.[field] === value)
      ? (row as AnyRow | null)
      : null;
  }

  #delegate(model: ModelName): Delegate {
    return this.#setting.tx[delegateName(model)] as unknown as Delegate;
  }
}

function isCurrent({ version, confirmations = 0 }: AnyRow, seen: number): boolean {
  return seen <= version && seen >= version - confirmations;
}
