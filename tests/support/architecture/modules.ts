import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "oxc-parser";

/** One import or re-export: a path of the project ("lib/db.ts") or the name of a package ("react"). */
export type Import = { to: string; typeOnly: boolean; names: string[] };

export type Module = { path: string; imports: Import[]; text: string; isServerActions: boolean };

const FOLDERS = "{app,components,lib,scripts,tests,prisma/generated}/**/*.{ts,tsx,mjs}";
const ROOT = "*.{ts,mjs,js}";

/** Every module of the project with what it imports. Reads from the working folder. */
export function projectModules(): Module[] {
  const paths = [...globSync(FOLDERS), ...globSync(ROOT)].filter((path) => !path.endsWith(".d.ts"));
  return paths.sort().map((path) => parseModule(path, readFileSync(path, "utf8")));
}

/** A module from its text. `exists` says which files there are, to find what an import without an ending means. */
export function parseModule(
  path: string,
  text: string,
  exists: (path: string) => boolean = existsSync,
): Module {
  const { module, program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    to: target(path, moduleRequest.value, exists),
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    names: entries.filter((entry) => !entry.isType).map((entry) => entry.importName.name ?? "*"),
  }));
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, importName } of entries) {
      if (!moduleRequest) continue;
      imports.push({
        to: target(path, moduleRequest.value, exists),
        typeOnly: isType,
        names: [importName.name ?? "*"],
      });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^["'`](.+)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (literal) imports.push({ to: target(path, literal, exists), typeOnly: false, names: ["*"] });
  }
  const isServerActions = program.body.some((node) => "directive" in node && node.directive === "use server");
  return { path, imports, text, isServerActions };
}

function target(from: string, request: string, exists: (path: string) => boolean): string {
  if (request.startsWith("@/")) return file(request.slice(2), exists);
  if (request.startsWith(".")) return file(normalize(join(dirname(from), request)), exists);
  return request;
}

function file(path: string, exists: (path: string) => boolean): string {
  return (
    [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
      (each) => /\.\w+$/.test(each) && exists(each),
    ) ?? path
  );
}
