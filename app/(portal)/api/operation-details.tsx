import type { ReactNode } from "react";
import type { JsonSchema } from "@/lib/http/openapi/json-schemas";
import type { PlacedOperation } from "./operations-by-tag";
import { type Schemas, schemaText } from "./schema-text";

/** One operation of the API. It opens to show what it takes and answers. */
export function OperationDetails({ operation, named }: { operation: PlacedOperation; named: Schemas }) {
  const { method, path, summary, parameters, requestBody, responses } = operation;
  const errors = Object.keys(responses).filter((status) => Number(status) >= 400);
  return (
    <details className="border-line border-b">
      <summary className="cursor-default px-3 py-2.5 hover:bg-hover">
        <span className="inline-flex w-[calc(100%-1.25rem)] flex-wrap items-baseline gap-x-3 gap-y-1 align-top">
          <span className="w-14 font-medium font-mono text-sm">{method}</span>
          <span className="wrap-anywhere font-mono text-sm">{path}</span>
          <span className="min-w-0 flex-1 basis-64 text-muted">{summary}</span>
        </span>
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-3 pt-1 pb-5">
        {parameters.length === 0 ? null : (
          <Part title="Parameters">
            <Code>
              {parameters
                .map(({ name, in: place, required, schema, description }) => {
                  const type = schemaText(schema as JsonSchema, named);
                  return `${name}${required ? "" : "?"}: ${type}  // ${place}. ${description ?? ""}`.trim();
                })
                .join("\n")}
            </Code>
          </Part>
        )}
        {requestBody ? (
          <Part title="Body">
            <Code>{schemaText(requestBody.content["application/json"].schema, named)}</Code>
          </Part>
        ) : null}
        {Object.entries(responses).map(([status, response]) =>
          "content" in response && Number(status) < 400
            ? Object.entries(response.content).map(([type, { schema }]) => (
                <Part
                  key={status}
                  title={`Response ${status}${type === "application/json" ? "" : `, ${type}`}`}
                >
                  <Code>{schemaText(schema as JsonSchema, named)}</Code>
                </Part>
              ))
            : null,
        )}
        <p className="text-muted text-sm">Errors: {errors.join(", ")}</p>
      </div>
    </details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </div>
  );
}

// Keyboards scroll it too.
const Code = ({ children }: { children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus.
  <pre tabIndex={0} className="overflow-x-auto rounded-surface bg-sunken px-3 py-2 font-mono text-sm">
    {children}
  </pre>
);
