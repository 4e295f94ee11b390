import type { Progress } from "@/lib/lifecycle/rules/progress";

type Left = {
  name: string;
  paths: readonly {
    through: "key" | "robot" | "login";
    name: string | null;
    roleName: string;
    assetName: string;
    below: number;
  }[];
  robots: number;
  custodies: number;
};

/** What keeps a departure from being finished, as sentences that say what to do; none when it is finished. */
export function blockersOf(progress: Progress, left: Left): string[] {
  const undone = progress.toDo + progress.waiting;
  return [
    undone > 0 ? `${undone} of ${progress.total} entries have no evidence yet.` : null,
    progress.toVerify > 0
      ? `${progress.toVerify === 1 ? "One removal of an administrator, billing or personal-data role waits" : `${progress.toVerify} removals of administrator, billing or personal-data roles wait`} for a second person to confirm ${progress.toVerify === 1 ? "it" : "them"}.`
      : null,
    ...left.paths.slice(0, 5).map((path) => pathText(left.name, path)),
    left.paths.length > 5 ? `And ${left.paths.length - 5} more paths remain.` : null,
    left.robots > 0
      ? `${left.name} still owns ${left.robots === 1 ? "a robot" : `${left.robots} robots`} in the register. Say who takes over.`
      : null,
    left.custodies > 0
      ? `${left.name} is still custodian of ${left.custodies === 1 ? "an account" : `${left.custodies} accounts`}. Say who takes over.`
      : null,
  ].filter((sentence) => sentence !== null);
}

function pathText(name: string, path: Left["paths"][number]): string {
  const below =
    path.below > 0 ? `, and with it ${path.below} ${path.below === 1 ? "account" : "accounts"} below` : "";
  const way = { key: "as", robot: `through ${path.name}, as`, login: `with the login ${path.name}, as` }[
    path.through
  ];
  return `A path remains: ${name} reaches ${path.assetName} ${way} ${path.roleName}${below}.`;
}
