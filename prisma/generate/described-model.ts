/** The protection level of a column: see docs/schema.md, Data classes. */
export type DataClass = "public" | "personal" | "internal" | "secret" | "sealed";

/** A column of a table, with the rules that both the database and zod enforce. */
export interface DescribedField {
  readonly column: string;
  readonly type: "Int" | "BigInt" | "String" | "DateTime" | "Json";
  readonly required: boolean;
  readonly hasDefault: boolean;
  readonly isMadeNow?: true;
  readonly dataClass: DataClass;
  readonly about: string;
  readonly words?: readonly string[];
  readonly length?: readonly [number, number];
  readonly email?: true;
  readonly amount?: true;
  readonly check?: string;
  readonly searched?: true;
  readonly bytewise?: true;
  /** The field whose text this one has as it is sorted. */
  readonly sortOf?: string;
}

/** A relation of a table. `from` and `to` are field names, empty on the side without the key. */
export interface DescribedRelation {
  readonly model: string;
  readonly list: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A key or index. `where` is the SQL condition of a partial one. */
export interface DescribedIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly fields: readonly string[];
  readonly where?: string;
  readonly serves?: string;
}

/** What rows are sorted by that is in no column: SQL about these columns, which gives a number for
 *  every row. The index has the account, this SQL, the id, and the columns. */
export interface DescribedOrder {
  readonly index: string;
  readonly sql: string;
  readonly columns: readonly string[];
}

/** A table, as prisma/generate/describe.ts reads it from the schema. */
export interface DescribedModel {
  readonly table: string;
  readonly about: string;
  readonly tenantField: string;
  readonly softDeleted: boolean;
  readonly appendOnly: boolean;
  readonly machinery: boolean;
  readonly rewritten: boolean;
  readonly partOf?: string;
  readonly checks: Readonly<Record<string, string>>;
  readonly orders: Readonly<Record<string, DescribedOrder>>;
  readonly fields: Readonly<Record<string, DescribedField>>;
  readonly relations: Readonly<Record<string, DescribedRelation>>;
  readonly indexes: readonly DescribedIndex[];
}

/** All tables by model name. */
export type DescribedSchema = Readonly<Record<string, DescribedModel>>;
