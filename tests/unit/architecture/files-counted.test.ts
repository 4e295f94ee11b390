import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("each route that gives a file counts it before it is read (ASVS 2.4.1)", () => {
  const routes = globSync("app/(app)/**/route.ts").map((file) => [file, readFileSync(file, "utf8")] as const);
  const files = routes.filter(([, text]) => /listExport|csvResponse|Content-Disposition/u.test(text));
  expect(files.length).toBeGreaterThan(12);
  const uncounted = files.filter(
    ([, text]) => !/= listExport\(|await requireActor\(\);\n\s*await count(?:Export|Evidence)\(/u.test(text),
  );
  expect(uncounted.map(([file]) => file)).toEqual([]);
});
