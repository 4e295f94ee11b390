import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { belowFloors } from "@/tests/support/version-floors";

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const floors = read("docs/version-floors.json");
const lock = read("package-lock.json");

/** The lock file with another version of one package, or a copy of it inside of another package. */
const doctored = (path: string, version: string) => ({
  packages: { ...lock.packages, [path]: { version } },
});

describe("the lock file", () => {
  it("holds no package below its floor", () => {
    expect(belowFloors(floors, lock)).toEqual([]);
  });

  it.each([
    ["node_modules/next", "16.3.4", "next 16.3.4 is below 16.3.5"],
    ["node_modules/next", "16.3.5-canary.9", "next 16.3.5-canary.9 is below 16.3.5"],
    ["node_modules/next", "9.9.9", "next 9.9.9 is below 16.3.5"],
    ["node_modules/other/node_modules/react", "19.2.5", "react 19.2.5 is below 19.2.6"],
    ["node_modules/@prisma/client", "7.11.0", "prisma and @prisma/client have different versions"],
  ])("would be refused with %s %s", (path, version, sentence) => {
    expect(belowFloors(floors, doctored(path, version))).toEqual([expect.stringContaining(sentence)]);
  });

  it("would be refused without a package that has a floor", () => {
    const { "node_modules/next-auth": _, ...packages } = lock.packages;
    expect(belowFloors(floors, { packages })).toEqual(["next-auth is not in the lock file"]);
  });

  it("is what package.json asks for, to the last digit", () => {
    const { dependencies, devDependencies } = read("package.json");
    const asked = Object.entries<string>({ ...dependencies, ...devDependencies });
    const loose = asked.filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expect(loose).toEqual([]);
  });
});
