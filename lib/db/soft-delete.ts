import { AppError } from "@/lib/errors.ts";
import { describe } from "./schema.ts";

type Args = Record<string, unknown>;

const isObject = (value: unknown): value is Args =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) === Object.prototype;

/** The arguments of a Prisma read, narrowed to living rows: at the root and in every to-many relation that is included, selected, counted
 *  or asked about with some, none or every. A to-one relation still shows a deleted row: a card's history names who held it. */
export function livingRows(model: string, args: Args = {}): Args {
  refuseCountOrder(model, args.orderBy);
  const narrowed = narrowNested(model, args);
  return describe(model).softDeleted ? { ...narrowed, where: living(narrowed.where) } : narrowed;
}

const living = (where: unknown) =>
  isObject(where) ? { AND: [where, { deletedAt: null }] } : { deletedAt: null };

function narrowNested(model: string, args: Args): Args {
  const narrowed: Args = { ...args };
  if (isObject(args.where)) narrowed.where = narrowWhere(model, args.where);
  for (const key of ["include", "select"])
    if (isObject(args[key])) narrowed[key] = narrowSelection(model, args[key]);
  return narrowed;
}

function narrowWhere(model: string, where: Args): Args {
  const { relations } = describe(model);
  return Object.fromEntries(
    Object.entries(where).map(([key, value]) => {
      if (["AND", "OR", "NOT"].includes(key))
        return [
          key,
          Array.isArray(value) ? value.map((part) => narrowPart(model, part)) : narrowPart(model, value),
        ];
      const relation = relations[key];
      return [key, relation && isObject(value) ? narrowFilter(relation.model, value) : value];
    }),
  );
}

const narrowPart = (model: string, part: unknown) => (isObject(part) ? narrowWhere(model, part) : part);

function narrowFilter(model: string, filter: Args): Args {
  const { softDeleted } = describe(model);
  const isListFilter = ["some", "none", "every"].some((key) => key in filter);
  if (!isListFilter && !("is" in filter || "isNot" in filter)) return narrowWhere(model, filter);
  return Object.fromEntries(
    Object.entries(filter).map(([key, condition]) => {
      if (!isObject(condition)) return [key, condition];
      const nested = narrowWhere(model, condition);
      if (!softDeleted || !isListFilter) return [key, nested];
      // "Every living row fits": a deleted row must not be able to break it.
      return [key, key === "every" ? { OR: [{ deletedAt: { not: null } }, nested] } : living(nested)];
    }),
  );
}

function narrowSelection(model: string, selection: Args): Args {
  const { relations } = describe(model);
  return Object.fromEntries(
    Object.entries(selection).map(([key, value]) => {
      if (key === "_count" && value) return [key, narrowCount(model, value)];
      const relation = relations[key];
      if (!relation || !value) return [key, value];
      if (relation.list) return [key, livingRows(relation.model, isObject(value) ? value : {})];
      return [key, isObject(value) ? narrowNested(relation.model, value) : value];
    }),
  );
}

function narrowCount(model: string, count: unknown): Args {
  const { relations } = describe(model);
  const lists = Object.keys(relations).filter((key) => relations[key]?.list);
  const selected =
    isObject(count) && isObject(count.select)
      ? count.select
      : Object.fromEntries(lists.map((key) => [key, true]));
  return { select: narrowSelection(model, selected) };
}

// Prisma cannot narrow the rows it counts for an order, so a deleted row would decide where a living one stands.
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
