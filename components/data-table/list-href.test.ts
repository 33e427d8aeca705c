import { describe, expect, it } from "vitest";
import { formHref, listHref } from "./list-href";

describe("listHref", () => {
  it("changes, adds and takes away, and keeps the rest in place", () => {
    const params = new URLSearchParams("q=a+b&status=frozen&after=x");
    expect(listHref("/things", params, { sort: "-createdAt", after: null, status: "" })).toBe(
      "/things?q=a+b&sort=-createdAt",
    );
  });

  it("ends without a question mark when nothing is left", () => {
    expect(listHref("/things", new URLSearchParams("q=a"), { q: null })).toBe("/things");
  });

  it("keeps what a person typed from becoming another parameter", () => {
    expect(listHref("/things", [], { q: "a&b=c#d" })).toBe("/things?q=a%26b%3Dc%23d");
  });
});

describe("formHref", () => {
  it("leaves out what is empty", () => {
    const form = new FormData();
    form.set("q", "  ada ");
    form.set("status", "");
    form.set("sort", "name");
    expect(formHref("/things", form)).toBe("/things?q=ada&sort=name");
  });
});
