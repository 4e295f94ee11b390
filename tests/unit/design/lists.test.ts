import { expect, test } from "vitest";
import { findOptions } from "@/components/ui/find-options";
import { hrefWith } from "@/components/ui/href";
import { shorten } from "@/components/ui/shorten";

test("an address keeps what is not changed, and begins at the first page again", () => {
  const params = { q: "kite", state: ["open", "late"], page: "4", cursor: "x" };
  expect(hrefWith("/work", params, { sort: "due" })).toBe("/work?q=kite&state=open&state=late&sort=due");
  expect(hrefWith("/work", params, { q: null, state: [] })).toBe("/work");
  expect(hrefWith("/work", params, { page: 5 })).toBe("/work?q=kite&state=open&state=late&page=5");
});

test("options are found by every word, accents and case aside, beginnings first", () => {
  const options = ["Zoë Müller", "Anna Zoe", "Ben Nowak"].map((label) => ({ value: label, label }));
  expect(findOptions(options, "zoe").map((option) => option.value)).toEqual(["Zoë Müller", "Anna Zoe"]);
  expect(findOptions(options, "mull ZO").map((option) => option.value)).toEqual(["Zoë Müller"]);
  expect(findOptions(options, "x")).toEqual([]);
  expect(findOptions(options, " ")).toEqual(options);
});

test("only long ids are shortened", () => {
  expect(shorten("331040105", 8, 4)).toBe("331040105");
  expect(shorten("act_880506467516534", 8, 4)).toBe("act_8805…6534");
});
