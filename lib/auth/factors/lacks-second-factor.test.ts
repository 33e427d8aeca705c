import { expect, it } from "vitest";
import { requiresSecondFactor } from "./lacks-second-factor.ts";

it.each([
  ["owner", "managers", true],
  ["admin", "managers", true],
  ["operator", "managers", true],
  ["user", "managers", false],
  ["analyst", "managers", false],
  ["user", "everyone", true],
  ["analyst", "everyone", true],
])(
  "a second factor is asked of the %s by a business that asks it of %s: %s (V6.3.3, V8.4.2)",
  (role, of, expected) => {
    expect(requiresSecondFactor(of, role)).toBe(expected);
  },
);
