import { cycles } from "./cycles";
import type { Import, Module } from "./modules";
import { type Zone, zoneOf } from "./zones";

/** Everything in which the modules break the architecture, one sentence each. */
export function violations(modules: readonly Module[]): string[] {
  return [
    ...modules.flatMap((module) => [
      ...module.imports.flatMap((each) =>
        brokenBy(module.path, each).map((why) => `${module.path} → ${each.to}: ${why}`),
      ),
      ...brokenAlone(module).map((why) => `${module.path}: ${why}`),
    ]),
    ...cycles(modules).map((path) => `${path.join(" → ")}: imports go round in a circle`),
  ];
}

/** Statements whose text is put together at run time, and so could be injected into. With the reason for each. */
const UNSAFE_SQL_ALLOWED: Record<string, string> = {};

function brokenAlone(module: Module): string[] {
  const zone = zoneOf(module.path);
  const broken: string[] = [];
  if (zone.kind === "unplaced")
    broken.push("has no place in tests/support/architecture/zones.ts; give it one");
  const mayAct = /^app\/.*\bactions\.ts$/.test(module.path);
  if (module.isServerActions !== mayAct)
    broken.push('"use server" stands at the head of app/**/actions.ts, and there only');
  const isOurs = !["generated", "tests"].includes(zone.kind);
  if (
    isOurs &&
    /\$(query|execute)RawUnsafe\b|\bPrisma\.raw\b/.test(module.text) &&
    !UNSAFE_SQL_ALLOWED[module.path]
  ) {
    broken.push("SQL is written as tagged templates, so that values are bound");
  }
  return broken;
}

function brokenBy(path: string, { to, typeOnly, names }: Import): string[] {
  const from = zoneOf(path);
  const target = zoneOf(to);
  const broken: string[] = [];
  const refuse = (isBroken: boolean, why: string) => isBroken && broken.push(why);

  refuse(
    target.kind === "tests" && from.kind !== "tests" && !isTooling(path),
    "nobody imports tests, except the seed and the tools' settings",
  );
  refuse(
    target.kind === "scripts" && !["scripts", "tests"].includes(from.kind),
    "scripts are entered from the shell",
  );
  refuse(target.kind === "app" && !["app", "tests"].includes(from.kind), "app is the outermost layer");
  refuse(
    target.kind === "components" && !["app", "components", "tests"].includes(from.kind),
    "only app lays out components",
  );
  refuse(isWeb(to) && !mayUseWeb(path), "next and react stay in app, components, lib/auth and lib/action.ts");
  refuse(
    target.kind === "generated" &&
      !mayUseGenerated(path, from, typeOnly || to === ENUMS) &&
      !isWord(from, to, typeOnly),
    "the database client is reached by lib/db; its types by lib, the names of states by components too",
  );
  refuse(
    to === "lib/audit/write-events.ts" && !["lib/command.ts"].includes(path) && from.kind !== "tests",
    "audit events are written by the command kernel",
  );
  refuse(
    to === "lib/jobs.ts" && names.includes("saveJobs") && path !== "lib/command.ts" && from.kind !== "tests",
    "jobs are saved by the command kernel",
  );
  if (from.kind === "components")
    refuse(isLib(target) && !typeOnly && to !== "lib/form-state.ts", "components know the types of lib only");
  if (from.kind === "kernel") broken.push(...brokenByKernel(from, target));
  if (from.kind === "domain") broken.push(...brokenByDomain(from, target));
  if (from.kind === "adapter") broken.push(...brokenByAdapter(target));
  return broken;
}

function brokenByKernel(from: Extract<Zone, { kind: "kernel" }>, target: Zone): string[] {
  if (target.kind === "kernel")
    return target.order > from.order ? [`in the kernel, ${from.name} stands before ${target.name}`] : [];
  return isLib(target) ? ["the kernel imports only the kernel"] : [];
}

function brokenByDomain(from: Extract<Zone, { kind: "domain" }>, target: Zone): string[] {
  if (target.kind === "domain")
    return target.order > from.order ? [`${from.name} stands to the left of ${target.name}`] : [];
  if (target.kind === "kernel" && ["action", "route"].includes(target.name))
    return ["a domain does not know how it is called"];
  return target.kind === "above" ? ["a domain does not know who runs its jobs"] : [];
}

function brokenByAdapter(target: Zone): string[] {
  if (target.kind === "kernel" && !["env", "errors"].includes(target.name))
    return ["an adapter knows its platform alone"];
  if (target.kind === "domain" && target.name !== "platforms") return ["an adapter knows no domain"];
  return target.kind === "generated" ? ["an adapter knows no database"] : [];
}

const isLib = (zone: Zone) => ["kernel", "domain", "adapter", "above", "unplaced"].includes(zone.kind);

const isWeb = (to: string) => /^(next|react|react-dom)(\/|$)/.test(to);

const mayUseWeb = (path: string) =>
  /^(app|components|tests)\//.test(path) ||
  path.startsWith("lib/auth/") ||
  ["lib/action.ts", "proxy.ts", "instrumentation.ts", "next.config.js"].includes(path);

function mayUseGenerated(path: string, from: Zone, typeOnly: boolean): boolean {
  if (path === "lib/db.ts" || ["generated", "tests"].includes(from.kind)) return true;
  return typeOnly && (isLib(from) || from.kind === "scripts");
}

/** A component may name a state ("removal_due") by its type, to choose words for it. */
const isWord = (from: Zone, to: string, typeOnly: boolean) =>
  from.kind === "components" && typeOnly && to === ENUMS;

/** Plain lists of words, for the schemas of inputs. */
const ENUMS = "prisma/generated/enums.ts";

const isTooling = (path: string) =>
  /^scripts\/(seed|demo|bench)\b/.test(path) || /^\w+\.config\.ts$/.test(path);
