import type { Progress } from "@/lib/lifecycle/rules/progress";

type Left = {
  name: string;
  paths: readonly {
    through: "own" | "robot" | "shared_login";
    name: string | null;
    roleName: string;
    assetName: string;
    below: number;
  }[];
  robots: number;
  custodies: number;
  plans: number;
  /** Approved for them after the start, and still to be granted. */
  toGrant: number;
};

/** What keeps a departure from being finished, as sentences that say what to do; none when it is finished. */
export function blockersOf(progress: Progress, left: Left): string[] {
  const undone = progress.toDo + progress.waiting;
  const { looks } = progress;
  return [
    undone > 0 ? `${undone} of ${progress.total} entries have no evidence yet.` : null,
    looks > 0
      ? `Nobody has looked yet whether ${left.name} is anywhere else on ${looks === 1 ? "a platform of a client" : `${looks} platforms of clients`}.`
      : null,
    progress.toVerify > 0
      ? `${progress.toVerify === 1 ? "One removal or look where there was an administrator, billing or personal-data role waits" : `${progress.toVerify} removals or looks where there were administrator, billing or personal-data roles wait`} for a second person to confirm ${progress.toVerify === 1 ? "it" : "them"}.`
      : null,
    ...left.paths.slice(0, 5).map((path) => pathText(left.name, path)),
    left.paths.length > 5 ? `And ${left.paths.length - 5} more paths remain.` : null,
    left.toGrant > 0
      ? `${left.toGrant === 1 ? "One key is" : `${left.toGrant} keys are`} still to be granted to ${left.name}. Withdraw ${left.toGrant === 1 ? "it" : "them"} in the register.`
      : null,
    left.robots > 0
      ? `${left.name} still owns ${left.robots === 1 ? "a robot" : `${left.robots} robots`} in the register. Say who takes over.`
      : null,
    left.custodies > 0
      ? `${left.name} is still custodian of ${left.custodies === 1 ? "an account" : `${left.custodies} accounts`}. Say who takes over.`
      : null,
    left.plans > 0
      ? `${left.name} still owns ${left.plans === 1 ? "the plan for a shared login" : `the plans for ${left.plans} shared logins`}. Say who takes over.`
      : null,
  ].filter((sentence) => sentence !== null);
}

function pathText(name: string, path: Left["paths"][number]): string {
  const below =
    path.below > 0 ? `, and with it ${path.below} ${path.below === 1 ? "account" : "accounts"} below` : "";
  const way = {
    own: "as",
    robot: `through ${path.name}, as`,
    shared_login: `with the login ${path.name}, as`,
  }[path.through];
  return `A path remains: ${name} reaches ${path.assetName} ${way} ${path.roleName}${below}.`;
}
