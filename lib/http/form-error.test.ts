import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { formError } from "./form-error";

describe("what a form shows of an error", () => {
  it("does not speak of a key when a form is sent again with something else in it", () => {
    const { code, message } = formError(new AppError("KEY_REUSED"));
    expect(code).toBe("KEY_REUSED");
    expect(message).toMatch(/^This form was already submitted/);
    expect(message).not.toContain("key");
  });

  it("keeps the message and the fields of every other expected error", () => {
    const error = new AppError("INVALID_INPUT", "No.", { fields: { memo: "Too long." } });
    expect(formError(error)).toEqual({
      code: "INVALID_INPUT",
      message: "No. Nothing was changed.",
      fields: { memo: "Too long." },
    });
  });
});
