import type { Operation } from "@/lib/http/openapi/document";

/** An operation of the API with its method and address. */
export interface PlacedOperation extends Operation {
  readonly method: string;
  readonly path: string;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** The operations of the document by tag, both in alphabetical order. */
export function operationsByTag(paths: Paths): [string, PlacedOperation[]][] {
  const byTag = new Map<string, PlacedOperation[]>();
  for (const [path, methods] of Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? "";
      byTag.set(tag, [...(byTag.get(tag) ?? []), { ...operation, method: method.toUpperCase(), path }]);
    }
  return [...byTag];
}

/** A tag as a heading: "bulk-jobs" is "Bulk jobs". */
export function tagText(tag: string): string {
  const text = tag.replaceAll("-", " ").replace(/\bapi\b/, "API");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
