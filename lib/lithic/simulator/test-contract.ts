import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const file = fileURLToPath(new URL("../../../../shared/lithic-openapi.yml", import.meta.url));

/** Whether Lithic's specification exists beside the project. */
export const hasSpecification = existsSync(file);

/** Append it to the titles of tests against the specification. It says when they cannot check
 *  it. */
export const contractTitle = hasSpecification ? "" : " (without Lithic's specification: file absent)";

interface Media {
  readonly schema?: object;
}
interface Content {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
}
interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly schema?: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}
interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: { readonly requestBody: Content } }>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Content>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

interface Contract {
  readonly specification: Specification;
  /** Checks a value against the schema at a JSON pointer of the specification. Returns what is
   *  wrong, or nothing when it is valid. */
  problems(pointer: readonly string[], value: unknown): string | undefined;
}

let loaded: Contract | undefined;

/** All violations found in this process. Callers of a checked fetch may swallow the error, so
 *  expect this to be empty at the end. */
export const violations: string[] = [];

/** Wraps a fetch: every answer, and the body of every accepted request, must match Lithic's
 *  specification. Throws an Error that names the operation and the fault. Answers of injected
 *  faults are not the issuer's own and pass. */
export function checkedAgainstSpecification(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  if (!hasSpecification) return fetch;
  return async (input, init) => {
    const request = new Request(input, init);
    const sent = await request.clone().text();
    const response = await fetch(request);
    if (!response.headers.has("x-simulator-fault"))
      await check(request, sent, response.clone()).catch((error: unknown) => {
        violations.push(error instanceof Error ? error.message : String(error));
        throw error;
      });
    return response;
  };
}

/** The query parameters that the specification documents for a request, such as "GET /v1/cards",
 *  and the words that each takes. */
export function documentedQuery(route: string): Record<string, readonly string[] | null> {
  const { specification } = contract();
  const [method = "", path = ""] = route.split(" ");
  const operation = specification.paths[path]?.[method.toLowerCase()];
  const parameters = (operation?.parameters ?? []).map(
    (one) => specification.components.parameters[one.$ref?.split("/").at(-1) ?? ""] ?? one,
  );
  return Object.fromEntries(
    parameters
      .filter((one) => one.in === "query")
      .map(({ name = "", schema }) => [name, wordsOf(specification, schema)]),
  );
}

function wordsOf(specification: Specification, schema: Schema | undefined): readonly string[] | null {
  if (schema?.$ref)
    return wordsOf(specification, specification.components.schemas[schema.$ref.split("/").at(-1) ?? ""]);
  if (schema?.type === "boolean") return ["true", "false"];
  return schema?.enum ?? (schema?.items ? wordsOf(specification, schema.items) : null);
}

/** Throws when the payload of a webhook does not match the specification of its type. */
export function checkWebhook(type: string, payload: unknown): void {
  if (!hasSpecification) return;
  const { specification, problems } = contract();
  if (!specification.webhooks[type]) throw new Error(`The specification has no webhook ${type}.`);
  const wrong = problems(
    ["webhooks", type, "post", "requestBody", "content", "application/json", "schema"],
    payload,
  );
  if (wrong) throw new Error(`The webhook ${type} breaks the specification: ${wrong}`);
}

async function check(request: Request, sent: string, response: Response): Promise<void> {
  const { specification, problems } = contract();
  const path = templateOf(specification, request.method, new URL(request.url).pathname);
  const text = await response.text();
  const broken = (what: string) =>
    new Error(
      `${request.method} ${path ?? request.url} → ${response.status}: ${what}\n${text.slice(0, 2000)}`,
    );
  if (path === undefined) throw broken("is not in the specification");
  const method = request.method.toLowerCase();
  const operation = ["paths", path, method];
  const documented = specification.paths[path]?.[method]?.responses[String(response.status)];
  const pointer = documented?.$ref
    ? documented.$ref.slice(2).split("/")
    : [...operation, "responses", String(response.status)];
  const content = documented?.$ref
    ? specification.components.responses[pointer.at(-1) ?? ""]?.content
    : documented?.content;
  if (!documented && !mayAlwaysCome(response.status)) throw broken("this status is not in the specification");
  if (response.ok && sent !== "") {
    const wrong = problems(
      [...operation, "requestBody", "content", "application/json", "schema"],
      JSON.parse(sent),
    );
    if (wrong) throw broken(`was accepted, though the request is not what is specified: ${wrong}`);
  }
  if (documented && !content) {
    if (text !== "") throw broken("must have no body");
    return;
  }
  const type = response.headers.get("content-type")?.split(";")[0] ?? "none";
  if (content && !content[type]) throw broken(`the specification has no ${type} here`);
  if (type !== "application/json") return;
  const schema = content ? [...pointer, "content", type, "schema"] : ["components", "schemas", "error"];
  const wrong = problems(schema, JSON.parse(text));
  if (wrong) throw broken(wrong);
}

// The specification lists these for some operations only, but any operation may return them.
const mayAlwaysCome = (status: number) => [401, 409, 422, 429].includes(status) || status >= 500;

function templateOf({ paths }: Specification, method: string, path: string): string | undefined {
  const parts = path.split("/");
  const fits = (template: string) => {
    const segments = template.split("/");
    return (
      segments.length === parts.length &&
      segments.every((segment, index) => segment.startsWith("{") || segment === parts[index])
    );
  };
  return Object.keys(paths)
    .filter((template) => paths[template]?.[method.toLowerCase()] && fits(template))
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
}

function contract(): Contract {
  if (loaded) return loaded;
  const specification: Specification = parse(readFileSync(file, "utf8"), { maxAliasCount: -1 });
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(specification, "lithic");
  const compiled = new Map<string, ValidateFunction>();
  const problems = (pointer: readonly string[], value: unknown) => {
    const reference = `lithic#/${pointer.map((part) => encodeURIComponent(part.replace(/~/g, "~0").replace(/\//g, "~1"))).join("/")}`;
    const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
  loaded = { specification, problems };
  return loaded;
}
