import { sessionCookie } from "@/lib/auth/session/session-cookie.ts";
import type { DescribedHandler, Description } from "@/lib/http/described.ts";
import { answerSchemas, inputSchemas, type JsonSchema } from "./json-schemas.ts";
import { listParameters, type Parameter } from "./list-parameters.ts";
import { problemResponses, problemStatuses, type ResponseObject } from "./problems.ts";

/** The methods of a route handler by name, as its file exports them. */
export type Route = Readonly<Record<string, unknown>>;

/** What OpenAPI says about one method of one address. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly "application/json": { readonly schema: JsonSchema } };
  };
  readonly responses: Readonly<Record<string, ResponseObject | { readonly $ref: string }>>;
  readonly security?: readonly [];
}

interface Found {
  readonly route: string;
  readonly method: string;
  readonly handler: DescribedHandler;
}

const about =
  `Send an API key with each request: "Authorization: Bearer cardkey_…". Owners and admins create keys on the API keys page.
Amounts are whole numbers of minor units, times ISO 8601 in UTC. Errors are problem details (RFC 9457). A change sent
again with the same Idempotency-Key is made once and answered the same.`.replaceAll("\n", " ");

/** The OpenAPI 3.1 document of the given routes. Keys are folders, such as "/api/cards/[id]".
 *  Throws for a method without a description. */
export function apiDocument(routes: Readonly<Record<string, Route>>) {
  const found = Object.entries(routes).flatMap(([route, methods]) => methodsOf(route, methods));
  const bodies = inputSchemas(Object.fromEntries(found.flatMap(bodyOf)));
  const { answers, components } = answerSchemas(Object.fromEntries(found.flatMap(answersOf)));
  const paths: Record<string, Record<string, Operation>> = {};
  for (const one of found) {
    const path = one.route.replaceAll(/\[(\w+)\]/g, "{$1}");
    paths[path] = {
      ...paths[path],
      [one.method.toLowerCase()]: operation(one, bodies[nameOf(one)], answers),
    };
  }
  return {
    openapi: "3.1.1",
    info: { title: "Card-issuing portal", version: "1", description: about },
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: components,
      responses: problemResponses,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: sessionCookie().name },
      },
    },
  };
}

function methodsOf(route: string, methods: Route): Found[] {
  return Object.entries(methods)
    .filter(([name]) => /^[A-Z]+$/.test(name))
    .map(([method, handler]) => {
      if (!isDescribed(handler))
        throw new Error(`${method} ${route} does not describe itself: make it with described().`);
      return { route, method, handler };
    });
}

const isDescribed = (handler: unknown): handler is DescribedHandler =>
  typeof handler === "function" && "description" in handler;

const operationId = (description: Description) =>
  "command" in description ? description.command.commandName : description.name;
const nameOf = ({ handler }: Found) => operationId(handler.description);

function bodyOf(found: Found) {
  const { description } = found.handler;
  const body = description.body ?? ("command" in description ? description.command.input : undefined);
  return body ? [[nameOf(found), body] as const] : [];
}

const answerName = (found: Found, status: string) => `${nameOf(found)} ${status}`;

function answersOf(found: Found) {
  return Object.entries(found.handler.description.answers).map(
    ([status, schema]) => [answerName(found, status), schema] as const,
  );
}

function operation(
  found: Found,
  input: JsonSchema | undefined,
  answers: Readonly<Record<string, JsonSchema>>,
): Operation {
  const { route, handler } = found;
  const { description, isOpen } = handler;
  const namesRow = /\[(id|uuid)\]/.test(route);
  const list = "list" in description ? description.list : undefined;
  const changes = "command" in description;
  const [lists, sends] = [list !== undefined, input !== undefined];
  const problems = problemStatuses({ isOpen, namesRow, lists, sends, changes });
  return {
    operationId: nameOf(found),
    summary: description.summary,
    tags: [route.split("/")[2] ?? ""],
    parameters: [
      ...(namesRow ? [route.includes("[uuid]") ? rowUuid : rowNumber] : []),
      ...(list ? listParameters(list) : []),
      ...("command" in description ? [idempotencyKey] : []),
    ],
    ...(input && requestBody("command" in description ? withoutField(input, description.addressed) : input)),
    responses: {
      ...Object.fromEntries(
        problems.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
      ...Object.fromEntries(
        Object.keys(description.answers).map((status) => [
          status,
          {
            description: wordsFor(status),
            content: {
              [description.type ?? "application/json"]: { schema: answers[answerName(found, status)] ?? {} },
            },
          },
        ]),
      ),
    },
    ...(isOpen && { security: [] }),
  };
}

const rowNumber: Parameter = {
  name: "id",
  in: "path",
  description: "The id of the row.",
  required: true,
  schema: { type: "integer", minimum: 1, maximum: 2_147_483_647 },
};

const rowUuid: Parameter = {
  name: "uuid",
  in: "path",
  description: "The id of the row.",
  required: true,
  schema: { type: "string", format: "uuid" },
};

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  description: "A request repeated with the same key and body is done once and answered the same.",
  schema: { type: "string", pattern: "^[\\x20-\\x7e]{1,200}$" },
};

// Fields that the address contains are left out of the body.
function withoutField(
  { properties = {}, required = [], ...schema }: JsonSchema,
  field: string | undefined,
): JsonSchema {
  const { [field ?? ""]: _, ...rest } = properties;
  return { ...schema, properties: rest, required: required.filter((name) => name !== field) };
}

function requestBody(schema: JsonSchema): Pick<Operation, "requestBody"> {
  if (Object.keys(schema.properties ?? {}).length === 0) return {};
  return {
    requestBody: {
      required: (schema.required ?? []).length > 0,
      content: { "application/json": { schema } },
    },
  };
}

const wordsFor = (status: string) =>
  ({ 201: "Created.", 202: "Accepted; the issuer has not confirmed it yet.", 503: "Down." })[status] ??
  "Done.";
