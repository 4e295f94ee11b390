import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Scheme = "light" | "dark";
const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

function colour(name: string, scheme: Scheme): string {
  const value = tokens.get(name)?.[scheme];
  if (!value) throw new Error(`There is no colour ${name} in app/globals.css.`);
  return value;
}

/** The relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "sheet", "sunk"];
const inks = ["ink", "second", "third", "accent", "fine", "attention", "high", "critical"];
const states = ["accent", "fine", "attention", "high", "critical"];

const texts = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground])),
  ...states.flatMap((state) => [state, "ink"].map((ink) => [ink, `${state}-ground`])),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["paper", "ink"],
];
const controls = [
  ...grounds.map((ground) => ["edge", ground]),
  ...grounds.map((ground) => ["accent", ground]),
  // The parts of a progress bar stand side by side on its empty ground.
  ["fine", "rule"],
  ["attention", "rule"],
];

describe.each<Scheme>(["light", "dark"])("%s", (scheme) => {
  test.each(texts)("%s on %s can be read (4.5:1)", (text = "", ground = "") => {
    expect(contrast(colour(text, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(controls)("%s on %s can be seen (3:1)", (mark = "", ground = "") => {
    expect(contrast(colour(mark, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});

test("black on white is 21:1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
