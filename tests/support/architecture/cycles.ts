import type { Module } from "./modules";

/** Circles of imports that run (types do not), each once, from its first module in the alphabet. */
export function cycles(modules: readonly Module[]): string[][] {
  const imports = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.filter((each) => !each.typeOnly).map((each) => each.to),
    ]),
  );
  const found = new Map<string, string[]>();
  const done = new Set<string>();

  const visit = (path: string, trail: string[]) => {
    const seen = trail.indexOf(path);
    if (seen >= 0) {
      const circle = turned(trail.slice(seen));
      found.set(circle.join(), [...circle, ...circle.slice(0, 1)]);
      return;
    }
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) if (imports.has(next)) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return [...found.values()];
}

function turned(circle: string[]): string[] {
  const first = circle.indexOf([...circle].sort()[0] ?? "");
  return [...circle.slice(first), ...circle.slice(0, first)];
}
