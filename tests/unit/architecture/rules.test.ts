import { describe, expect, it } from "vitest";
import { parseModule } from "@/tests/support/architecture/modules";
import { violations } from "@/tests/support/architecture/rules";

/** The rules' judgement of a small project: each file with its text. */
function judge(files: Record<string, string>): string[] {
  const exists = (path: string) => path in files;
  return violations(Object.entries(files).map(([path, text]) => parseModule(path, text, exists)));
}

describe("is caught", () => {
  it.each([
    [
      "a domain that imports to its right",
      "lib/people/a.ts",
      `import { b } from "@/lib/register/b"`,
      "people stands to the left of register",
    ],
    [
      "a type from its right, too",
      "lib/people/a.ts",
      `import type { B } from "@/lib/register/b"`,
      "people stands to the left",
    ],
    [
      "a kernel file that knows a domain",
      "lib/command.ts",
      `import { b } from "../lib/people/b"`,
      "the kernel imports only the kernel",
    ],
    [
      "a kernel file that knows a later one",
      "lib/db.ts",
      `export * from "@/lib/command"`,
      "db stands before command",
    ],
    [
      "a domain that knows its action",
      "lib/people/a.ts",
      `import { action } from "@/lib/action"`,
      "does not know how it is called",
    ],
    [
      "a component that runs a query",
      "components/a.tsx",
      `import { list } from "@/lib/people/queries"`,
      "types of lib only",
    ],
    [
      "lib that lays out",
      "lib/people/a.ts",
      `import { Table } from "@/components/ui/table"`,
      "only app lays out",
    ],
    [
      "lib that reaches up",
      "lib/people/a.ts",
      `import { x } from "@/app/page"`,
      "app is the outermost layer",
    ],
    ["react in a domain", "lib/people/a.ts", `import { cache } from "react"`, "next and react stay"],
    [
      "next in a domain, loaded late",
      "lib/people/a.ts",
      `const x = await import("next/headers")`,
      "next and react stay",
    ],
    [
      "the client past lib/db",
      "lib/people/a.ts",
      `import { Prisma } from "@/prisma/generated/client"`,
      "reached by lib/db",
    ],
    [
      "the client's types in app",
      "app/a.tsx",
      `import type { Role } from "@/prisma/generated/enums"`,
      "its types by lib",
    ],
    [
      "an adapter with a database",
      "lib/platforms/ga4/list.ts",
      `import { db } from "@/lib/db"`,
      "knows its platform alone",
    ],
    [
      "an adapter with a domain",
      "lib/platforms/ga4/list.ts",
      `import { a } from "@/lib/people/a"`,
      "knows no domain",
    ],
    [
      "a test in the product",
      "lib/people/a.ts",
      `import { world } from "@/tests/support/world"`,
      "nobody imports tests",
    ],
    ["a script in the product", "app/a.ts", `import { x } from "@/scripts/start"`, "entered from the shell"],
    [
      "an audit event past the kernel",
      "lib/people/a.ts",
      `import { writeEvents } from "@/lib/audit/write-events"`,
      "command kernel",
    ],
    [
      "a job past the kernel",
      "lib/people/a.ts",
      `import { saveJobs } from "@/lib/jobs"`,
      "jobs are saved by the command kernel",
    ],
  ])("%s", (_, path, text, why) => {
    const known = ["lib/audit/write-events.ts", "lib/jobs.ts"];
    const files = Object.fromEntries(known.filter((each) => each !== path).map((each) => [each, ""]));
    expect(judge({ ...files, [path]: text })).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ['"use server" elsewhere', "lib/people/a.ts", `"use server";\nexport const a = 1;`, "use server"],
    ["an actions file without it", "app/people/actions.ts", "export const a = 1;", "use server"],
    ["SQL put together as text", "lib/people/a.ts", "await db.$queryRawUnsafe(text)", "tagged templates"],
    ["SQL with a raw part", "lib/people/a.ts", "await db.$queryRaw(Prisma.raw(text))", "tagged templates"],
    ["a kernel file without a place", "lib/helpers.ts", "export const a = 1;", "has no place"],
    ["a domain without a place", "lib/widgets/a.ts", "export const a = 1;", "has no place"],
  ])("%s", (_, path, text, why) => {
    expect(judge({ [path]: text })).toEqual([expect.stringContaining(why)]);
  });

  it("a circle of imports", () => {
    const files = {
      "lib/people/a.ts": `import { b } from "./b"; export const a = 1;`,
      "lib/people/b.ts": `import { c } from "./c"; export const b = 1;`,
      "lib/people/c.ts": `import { a } from "./a"; export const c = 1;`,
    };
    expect(judge(files)).toEqual([
      "lib/people/a.ts → lib/people/b.ts → lib/people/c.ts → lib/people/a.ts: imports go round in a circle",
    ]);
  });
});

describe("is let through", () => {
  it.each([
    ["an import to the left", "lib/register/a.ts", `import { b } from "@/lib/people/b"`],
    ["the kernel's own order", "lib/command.ts", `import { db } from "@/lib/db"`],
    ["a component with a type of lib", "components/a.tsx", `import type { Row } from "@/lib/people/queries"`],
    ["a component with a form's state", "components/a.tsx", `import { empty } from "@/lib/form-state"`],
    [
      "a page with a query and a component",
      "app/page.tsx",
      `import { a } from "@/lib/people/a"; import { T } from "@/components/ui/t"`,
    ],
    [
      "the client's types in a domain",
      "lib/people/a.ts",
      `import type { Role } from "@/prisma/generated/enums"`,
    ],
    [
      "the client's plain lists in a domain",
      "lib/people/a.ts",
      `import { Role } from "@/prisma/generated/enums"`,
    ],
    ["the seed with the tests' world", "scripts/seed.ts", `import { world } from "@/tests/support/world"`],
    ["an actions file", "app/people/actions.ts", `"use server";\nexport const a = 1;`],
  ])("%s", (_, path, text) => {
    expect(judge({ "lib/form-state.ts": "", "prisma/generated/enums.ts": "", [path]: text })).toEqual([]);
  });
});
