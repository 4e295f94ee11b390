/** docs/architecture.md, "The domains, in order": imports go to the left only. */
const DOMAINS = [
  "platforms",
  "people",
  "accounts",
  "devices",
  "vendors",
  "clients",
  "preconditions",
  "register",
  "policy",
  "delegations",
  "requests",
  "imports",
  "lifecycle",
  "moves",
  "closings",
  "sources",
  "observations",
  "reviews",
  "incidents",
  "backups",
  "notifications",
  "operations",
];

/** The kernel in its order; what stands in one row may know each other. */
const KERNEL = [
  ["env"],
  ["errors", "form-state", "list-state", "csv", "notice-kinds"],
  ["input", "list-narrowing"],
  ["crypto"],
  ["db"],
  ["transaction", "list-query", "health"],
  ["auth", "audit", "jobs", "receipts"],
  ["http"],
  ["outbox", "throttle", "download", "notify", "signing"],
  ["command"],
  ["action", "route"],
  ["list-export"],
];

/** Runs the domains' jobs, so it stands above them all. */
const ABOVE_DOMAINS = ["worker"];

export type Zone =
  | { kind: "domain"; name: string; order: number }
  | { kind: "adapter"; name: string }
  | { kind: "kernel"; name: string; order: number }
  | {
      kind:
        | "app"
        | "components"
        | "tests"
        | "scripts"
        | "generated"
        | "above"
        | "root"
        | "package"
        | "unplaced";
    };

/** Where a path of the project, or a package, stands in the architecture. */
export function zoneOf(path: string): Zone {
  const [first, second = "", third] = path.split("/");
  if (first === "lib") return libZone(second, third, path.split("/").length);
  if (path.startsWith("prisma/generated/")) return { kind: "generated" };
  if (first === "app" || first === "components" || first === "tests" || first === "scripts")
    return { kind: first };
  return { kind: /^[\w.-]+\.(ts|mjs|js)$/.test(path) ? "root" : "package" };
}

function libZone(second: string, third: string | undefined, depth: number): Zone {
  const name = second.replace(/\.tsx?$/, "");
  const isFile = third === undefined;
  const order = KERNEL.findIndex((row) => row.includes(name));
  if (order >= 0) return { kind: "kernel", name, order };
  if (isFile) return { kind: ABOVE_DOMAINS.includes(name) ? "above" : "unplaced" };
  if (name === "platforms" && depth > 3 && !["catalogue", "queries", "rules"].includes(third)) {
    return { kind: "adapter", name: third };
  }
  const domain = DOMAINS.indexOf(name);
  return domain >= 0 ? { kind: "domain", name, order: domain } : { kind: "unplaced" };
}
