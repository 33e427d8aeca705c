import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";

// The engine reports its message here when it panics. Without this, a TypeError would hide it.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
});

const filters = { externalTables: [], externalEnums: [] };

type Bindings = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

// The bindings hold one instance for the whole process. A second one would read
// the memory of the first.
let loaded: Promise<Bindings> | undefined;

async function loadBindings(): Promise<Bindings> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  const { __wbg_set_wasm } = bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  __wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/** Prisma's schema engine in WebAssembly on a driver adapter: what `prisma migrate` runs, without
 *  its binary. Free it after use. */
export async function schemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  loaded ??= loadBindings();
  const bindings = await loaded;
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/** The SQL from one datamodel to another. An empty `from` means an empty database. */
export async function diffDatamodels(engine: SchemaEngine, from: string, to: string): Promise<string> {
  const target = (content: string) =>
    content
      ? { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content }] }
      : { tag: "empty" as const };
  const { stdout } = await engine.diff({
    from: target(from),
    to: target(to),
    script: true,
    exitCode: null,
    filters,
  });
  return stdout ?? "";
}
