import { AppError } from "@/lib/errors.ts";
import { describe } from "./schema.ts";

type Args = Record<string, unknown>;

const isObject = (value: unknown): value is Args =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) === Object.prototype;

/** Which rows are visible: only live rows or also deleted ones, and only own rows for models with
 *  a condition. */
export interface Visible {
  readonly deleted: "hidden" | "included";
  readonly own?: Readonly<Record<string, Args | undefined>> | undefined;
}

/** Narrows the arguments of a Prisma read to visible rows, at the root and in every to-many
 *  relation that is included, selected, counted, or filtered with some, none or every. A to-one
 *  relation still shows any row: a card's history names its former holder. */
export function visibleRows(model: string, args: Args, visible: Visible): Args {
  if (visible.deleted === "included" && !visible.own) return args;
  refuseCountOrder(model, args.orderBy);
  const narrowed = narrowNested(model, args, visible);
  const conditions = conditionsOf(model, visible);
  return conditions.length ? { ...narrowed, where: all(narrowed.where, conditions) } : narrowed;
}

function conditionsOf(model: string, visible: Visible): Args[] {
  const own = visible.own?.[model];
  return [
    ...(visible.deleted === "hidden" && describe(model).softDeleted ? [{ deletedAt: null }] : []),
    ...(own ? [narrowWhere(model, own, visible)] : []),
  ];
}

const all = (where: unknown, conditions: readonly Args[]): Args => ({
  AND: [...(isObject(where) ? [where] : []), ...conditions],
});

function narrowNested(model: string, args: Args, visible: Visible): Args {
  const narrowed: Args = { ...args };
  if (isObject(args.where)) narrowed.where = narrowWhere(model, args.where, visible);
  for (const key of ["include", "select"])
    if (isObject(args[key])) narrowed[key] = narrowSelection(model, args[key], visible);
  return narrowed;
}

function narrowWhere(model: string, where: Args, visible: Visible): Args {
  const { relations } = describe(model);
  return Object.fromEntries(
    Object.entries(where).map(([key, value]) => {
      if (["AND", "OR", "NOT"].includes(key))
        return [
          key,
          Array.isArray(value)
            ? value.map((part) => narrowPart(model, part, visible))
            : narrowPart(model, value, visible),
        ];
      const relation = relations[key];
      return [key, relation && isObject(value) ? narrowFilter(relation.model, value, visible) : value];
    }),
  );
}

const narrowPart = (model: string, part: unknown, visible: Visible) =>
  isObject(part) ? narrowWhere(model, part, visible) : part;

function narrowFilter(model: string, filter: Args, visible: Visible): Args {
  const conditions = conditionsOf(model, visible);
  const isListFilter = ["some", "none", "every"].some((key) => key in filter);
  if (!isListFilter && !("is" in filter || "isNot" in filter)) return narrowWhere(model, filter, visible);
  return Object.fromEntries(
    Object.entries(filter).map(([key, condition]) => {
      if (!isObject(condition)) return [key, condition];
      const nested = narrowWhere(model, condition, visible);
      if (conditions.length === 0 || !isListFilter) return [key, nested];
      // "Every visible row matches": a hidden row must not make it false.
      return [
        key,
        key === "every" ? { OR: [{ NOT: all({}, conditions) }, nested] } : all(nested, conditions),
      ];
    }),
  );
}

function narrowSelection(model: string, selection: Args, visible: Visible): Args {
  const { relations } = describe(model);
  return Object.fromEntries(
    Object.entries(selection).map(([key, value]) => {
      if (key === "_count" && value) return [key, narrowCount(model, value, visible)];
      const relation = relations[key];
      if (!relation || !value) return [key, value];
      if (relation.list) return [key, visibleRows(relation.model, isObject(value) ? value : {}, visible)];
      return [key, isObject(value) ? narrowNested(relation.model, value, visible) : value];
    }),
  );
}

function narrowCount(model: string, count: unknown, visible: Visible): Args {
  const { relations } = describe(model);
  const lists = Object.keys(relations).filter((key) => relations[key]?.list);
  const selected =
    isObject(count) && isObject(count.select)
      ? count.select
      : Object.fromEntries(lists.map((key) => [key, true]));
  return { select: narrowSelection(model, selected, visible) };
}

// Prisma cannot filter the rows that it counts for an order, so a deleted row would affect the
// position of a live one.
function refuseCountOrder(model: string, orderBy: unknown): void {
  for (const order of [orderBy].flat()) {
    if (!isObject(order)) continue;
    for (const [key, value] of Object.entries(order)) {
      const relation = describe(model).relations[key];
      if (relation && isObject(value) && "_count" in value)
        throw new AppError("BROKEN", `${model} cannot be ordered by a count of ${key}`);
      if (relation) refuseCountOrder(relation.model, value);
    }
  }
}
