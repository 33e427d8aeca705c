import { describe, expect, it } from "vitest";
import { apiDocument } from "@/lib/http/openapi/document.ts";
import { routes } from "../../api/openapi.json/routes.ts";
import { schemaText } from "./schema-text.ts";

describe("a schema as text", () => {
  it("shows names, choices and limits, and what a property refers to", () => {
    const schema = {
      type: "object",
      required: ["form", "holder"],
      properties: {
        form: { type: "string", enum: ["virtual", "physical"] },
        memo: { type: "string", minLength: 0, maxLength: 50 },
        spendLimit: { anyOf: [{ type: "integer", minimum: 1, maximum: 2_147_483_647 }, { type: "null" }] },
        holder: { $ref: "#/components/schemas/Holder" },
        ids: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 250 },
        states: { type: "array", items: { enum: ["active", "frozen"] } },
      },
    };
    const named = { Holder: { type: "object", required: ["id"], properties: { id: { type: "integer" } } } };
    expect(schemaText(schema, named)).toBe(
      [
        "{",
        '  form: "virtual" | "physical"',
        "  memo?: string  // 0 to 50 characters",
        "  spendLimit?: integer | null  // at least 1",
        "  holder: {",
        "    id: integer",
        "  }",
        "  ids?: integer[]  // 1 to 250 items",
        '  states?: ("active" | "frozen")[]',
        "}",
      ].join("\n"),
    );
  });

  it("says something of every body and answer of the API", () => {
    const { paths, components } = apiDocument(routes);
    const contents = Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)])
      .flatMap((part) => (part && "content" in part ? Object.values(part.content) : []));
    expect(contents.length).toBeGreaterThan(50);
    for (const { schema } of contents)
      expect(schemaText(schema as never, components.schemas)).not.toMatch(/: any\b|undefined/);
  });
});
