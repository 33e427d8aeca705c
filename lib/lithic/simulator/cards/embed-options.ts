import { z } from "zod";
import { ApiError } from "../call.ts";

const declarations = z.record(z.string().regex(/^[a-z-]+$/), z.string().regex(/^(?!.*url)[\w #.,%()'-]*$/i));

const pseudoClasses = [
  ":first-child",
  ":last-child",
  ":enabled",
  ":read-write",
  ":read-only",
  ":placeholder-shown",
  ":valid",
  ":invalid",
  ":disabled",
  ":hover",
  ":focus-within",
  ":focus",
  ":focus-visible",
  ":active",
] as const;

const configuration = z.strictObject({
  pin_setting: z
    .strictObject({
      placeholder: z.string().default(""),
      layout: z.enum(["SINGLE_INPUT", "MULTI_INPUT"]).default("SINGLE_INPUT"),
    })
    .prefault({}),
});

/** The layout of a frame that sets a PIN. */
export type PinSetting = z.output<typeof configuration>["pin_setting"];

/** The CSS of the query parameter `styles`: declarations, and declarations nested in
 *  pseudo-classes. Throws 400 for anything else. */
export function cssOf(encoded: string | null): string {
  const given = decoded("styles", encoded);
  const isNested = ([name]: [string, unknown]) => name.startsWith(":");
  const entries = Object.entries(given);
  const base = cssOfDeclarations(Object.fromEntries(entries.filter((entry) => !isNested(entry))));
  const nested = entries.filter(isNested).map(([name, inner]) => {
    if (!(pseudoClasses as readonly string[]).includes(name)) throw new ApiError(400, `styles: no ${name}`);
    return `body${name}{${cssOfDeclarations(inner)}}`;
  });
  return `body{margin:0;${base}}${nested.join("")}`;
}

function cssOfDeclarations(given: unknown): string {
  const { success, data } = declarations.safeParse(given);
  if (!success) throw new ApiError(400, "styles: must be plain CSS declarations");
  return Object.entries(data)
    .map(([property, value]) => `${property}:${value}`)
    .join(";");
}

/** The query parameter `configuration`. Throws 400 when it is malformed. */
export function pinSettingOf(encoded: string | null): PinSetting {
  const { success, data } = configuration.safeParse(decoded("configuration", encoded));
  if (!success) throw new ApiError(400, "configuration: takes a pin_setting with a placeholder and a layout");
  return data.pin_setting;
}

function decoded(name: "styles" | "configuration", encoded: string | null): object {
  if (encoded === null) return {};
  if (encoded.length > 4096) throw new ApiError(400, `${name}: at most 4096 characters`);
  const refused = new ApiError(400, `${name}: must be a base64-encoded JSON object`);
  if (!z.base64().safeParse(encoded).success) throw refused;
  try {
    const given: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    if (typeof given === "object" && given !== null && !Array.isArray(given)) return given;
  } catch {
    throw refused;
  }
  throw refused;
}
