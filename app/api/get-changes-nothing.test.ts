/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from "vitest";
import type { DescribedHandler } from "@/lib/http/described.ts";

type Route = Readonly<Partial<Record<string, Partial<DescribedHandler>>>>;

const routes = import.meta.glob<Route>("./**/route.ts", { eager: true });

it("no GET runs a command, so no link of another site can make somebody do it (G27)", () => {
  const gets = Object.entries(routes).flatMap(([file, { GET }]) => (GET ? [{ file, GET }] : []));
  expect(gets.length).toBeGreaterThan(10);
  const writing = gets.filter(({ GET }) => GET.description !== undefined && "command" in GET.description);
  expect(writing.map(({ file }) => file)).toEqual([]);
});

it("an export, which is recorded, is a POST (G27)", () => {
  expect(Object.keys(routes["./cards/export/route.ts"] ?? {})).toEqual(["POST"]);
});
