import { expect, test } from "@playwright/test";
import { ask, fromOwnPage } from "./ask.ts";
import { readPrepared } from "./businesses.ts";
import { foundActions } from "./found-endpoints.ts";

// There is no page to trace.
test.use({ trace: "off" });

const boundary = "multipart/form-data; boundary=x";
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const parts = (...given: [string, string][]) => `${given.map((one) => part(...one)).join("")}--x--\r\n`;

const bodies: Readonly<Record<string, string>> = {
  nothing: "",
  "no JSON": "{x\n\u001b[31m",
  "a number": "5",
  "a null": "null",
  "too many arguments": JSON.stringify(Array(1001).fill(0)),
  "a part that is missing": '["$5"]',
  "no number": '["$nxyz"]',
};
const forms: Readonly<Record<string, string>> = {
  garbage: "garbage",
  "a form that ends early": part("0", '[null,"$K1"]'),
  "a reference forward": parts(["0", '[null,"$K7","$5:a:b"]']),
  "no arguments": parts(["1", "[null]"]),
  "a prototype": parts(["0", '["$1:__proto__:x"]'], ["1", "{}"]),
};

for (const path of ["/cards", "/sign-in"])
  test(`a server action that cannot be read is 400 in words, to anybody, at ${path} (G26, ADV-N2, ADV-N3)`, async () => {
    const { base } = readPrepared(test.info().project.name);
    const { id = "" } = foundActions().find(({ name }) => name === "freezeCardAction") ?? {};
    const cases: [string, string, Record<string, string>][] = [
      ...Object.entries(bodies).map(
        ([name, body]) => [name, body, { "next-action": id, "content-type": "text/plain" }] as never,
      ),
      ...Object.entries(forms).map(
        ([name, body]) => [name, body, { "next-action": id, "content-type": boundary }] as never,
      ),
      ["no boundary", "abc", { "next-action": id, "content-type": "multipart/form-data" }],
      ["a page's form without a boundary", "abc", { "content-type": "multipart/form-data" }],
      ["a page's form that is garbage", "abc", { "content-type": boundary }],
      [
        "an origin that is no address",
        "[]",
        { "next-action": id, "content-type": "text/plain", origin: "x" },
      ],
    ];
    for (const [name, body, headers] of cases) {
      const answer = await ask(base, { method: "POST", path, headers: { ...fromOwnPage, ...headers }, body });
      expect([answer.status, answer.body], name).toEqual([
        400,
        "The form could not be read. Reload the page and send it again. Nothing was changed.",
      ]);
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    }
  });
