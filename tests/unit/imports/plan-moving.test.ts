import { expect, it } from "vitest";
import { isOtherRole } from "@/lib/imports/plan-moving";

it("is another role when another title is said than was known, not when it is only spelled in another way", () => {
  expect(isOtherRole({ from: "Media buyer", to: "Analyst" })).toBe(true);
  for (const to of ["Media buyer", "MEDIA  BUYER", " media buyer ", "Ｍedia buyer"])
    expect(isOtherRole({ from: "Media buyer", to })).toBe(false);
  expect(isOtherRole({ from: null, to: "Analyst" })).toBe(false);
  expect(isOtherRole({ from: "Analyst", to: null })).toBe(false);
});
