import { expect, it } from "vitest";
import { projectModules } from "@/tests/support/architecture/modules";
import { violations } from "@/tests/support/architecture/rules";

it("the project keeps the architecture's rules", () => {
  const modules = projectModules();
  expect(modules.length).toBeGreaterThan(100);
  expect(violations(modules.filter(({ path }) => !path.startsWith("prisma/")))).toEqual([]);
});
