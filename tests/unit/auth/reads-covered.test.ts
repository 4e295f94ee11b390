import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Parts of other queries' statements, and no queries. */
const conditions = ["visibleTasks", "visibleItems", "decidableItems", "memberRights"];

it("every query of an actor stands in the table of who reads what", () => {
  const files = globSync("lib/*/{queries/*,queries,*-queries}.ts");
  const names = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^export (?:async )?function (\w+)\(\s*actor: Actor/gmu)].map(
      ([, name = ""]) => name,
    ),
  );
  expect(names.length).toBeGreaterThan(50);
  const table = readFileSync("tests/integration/authorisation/read-table.ts", "utf8");
  const listed = [...table.matchAll(/^ {2}(\w+): \/\*/gmu)].map(([, name = ""]) => name);
  expect(listed.toSorted()).toEqual(names.filter((name) => !conditions.includes(name)).toSorted());
});
