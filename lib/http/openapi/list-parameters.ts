import { maxSearchLength } from "@/lib/db/search/search-words.ts";
import { defaultPageSize, hasDays, maxPageSize } from "@/lib/lists/list-query.ts";
import type { FilterRule, ListRules } from "@/lib/lists/list-rules.ts";

/** What OpenAPI says about a parameter. */
export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly description: string;
  readonly required?: boolean;
  readonly schema: object;
  readonly style?: "form";
  readonly explode?: boolean;
}

const cursor = { type: "string", maxLength: 1000 } as const;

/** The query parameters that a list understands. Anything else is answered with INVALID_INPUT. */
export function listParameters({ filters, sorts, searched }: ListRules): Parameter[] {
  return [
    ...(searched
      ? [
          parameter("search", "Words or beginnings of words, at most 12. A row must have all of them.", {
            type: "string",
            maxLength: maxSearchLength,
          }),
        ]
      : []),
    ...Object.entries(filters).map(([name, rule]) => filterParameter(name, rule)),
    ...(hasDays({ filters })
      ? [parameter("zone", "The time zone of the days.", { type: "string", default: "UTC" })]
      : []),
    parameter("sort", "The sort column. A minus reverses it.", {
      type: "string",
      enum: Object.keys(sorts).flatMap((name) => [name, `-${name}`]),
      default: defaultSort(sorts),
    }),
    parameter("after", "The page after a cursor: the `next` of a page with the same sort.", cursor),
    parameter("before", "The page before a cursor: the `previous` of a page with the same sort.", cursor),
    parameter("end", "The first or the last page.", { type: "string", enum: ["first", "last"] }),
    parameter("pageSize", "Rows per page.", {
      type: "integer",
      minimum: 1,
      maximum: maxPageSize,
      default: defaultPageSize,
    }),
  ];
}

function filterParameter(name: string, rule: FilterRule): Parameter {
  if (rule === "id")
    return parameter(name, "Only rows that belong to this id.", { type: "integer", minimum: 1 });
  if (rule === "amount")
    return parameter(name, "A bound in minor units, inclusive.", { type: "integer", minimum: 0 });
  if (rule === "day")
    return parameter(name, "A bound as a day in `zone`, inclusive.", { type: "string", format: "date" });
  if ("several" in rule)
    return {
      ...parameter(name, "Only rows with one of these values.", {
        type: "array",
        items: { type: "string", enum: rule.several },
      }),
      style: "form",
      explode: false,
    };
  if ("pattern" in rule)
    return parameter(name, rule.format, { type: "string", pattern: rule.pattern.source });
  return parameter(name, "Only rows with this value.", { type: "string", enum: rule });
}

const parameter = (name: string, description: string, schema: object): Parameter => ({
  name,
  in: "query",
  description,
  schema,
});

function defaultSort(sorts: ListRules["sorts"]): string | undefined {
  const [first] = Object.entries(sorts);
  return first && `${first[1][0] === "desc" ? "-" : ""}${first[0]}`;
}
