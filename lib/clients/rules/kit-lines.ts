import { WORK } from "@/lib/platforms/work";

/** A line of a kit: what has to be done on one account. */
export type KitWork = { assetId: string; work: readonly string[] };

/** What changes when a role's kit becomes another: the lines that end, and those that begin. */
export function changeKit<Line extends KitWork>(
  before: readonly Line[],
  after: readonly KitWork[],
): { ends: Line[]; begins: KitWork[] } {
  const isSame = (a: KitWork, b: KitWork) => a.assetId === b.assetId && sameWork(a.work, b.work);
  return {
    ends: before.filter((line) => !after.some((each) => isSame(each, line))),
    begins: after.filter((line) => !before.some((each) => isSame(each, line))),
  };
}

const sameWork = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((key) => b.includes(key));

/** A line for the audit: "Kite – Search: Look at reports, Publish campaigns". */
export const lineInWords = (name: string, work: readonly string[]): string =>
  `${name}: ${WORK.filter(({ key }) => work.includes(key))
    .map(({ label }) => label)
    .join(", ")}`;

/** Two roles of an engagement are one when they differ only in capitals. */
export const sameRole = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** An account as the copying of a kit needs it. */
export type KitAsset = {
  id: string;
  name: string;
  clientId: string | null;
  platformId: string;
  platformName: string;
  type: string;
  ended: boolean;
};

/** A line that is to be copied. */
export type CopiedLine = { role: string; asset: KitAsset; work: readonly string[] };

type To = {
  clientId: string;
  clientName: string;
  /** The accounts of its client that have not ended. */
  assets: readonly KitAsset[];
  /** What its kits have already. */
  lines: readonly { role: string; assetId: string }[];
};

/**
 * The lines of one engagement's kits as another engagement's. An account of the same client is itself; for another
 * client it is the one account of the same kind on the same platform, where there is exactly one on each side. What
 * cannot be copied is named. A line that is there already stays as it is.
 */
export function copyLines(
  from: readonly CopiedLine[],
  to: To,
): { lines: { role: string; assetId: string; work: readonly string[] }[]; leftOut: string[] } {
  const found = from.map((line) => ({ line, asset: counterpart(line, from, to) }));
  const lines = found.flatMap(({ line: { role, work }, asset }) =>
    typeof asset === "string" ? [] : [{ role, assetId: asset.id, work }],
  );
  return {
    lines,
    leftOut: found.flatMap(({ line, asset }) =>
      typeof asset === "string" ? [`${line.role}: ${asset}`] : [],
    ),
  };
}

/** The account that takes this one's place, or why none does. */
function counterpart({ role, asset }: CopiedLine, from: readonly CopiedLine[], to: To): KitAsset | string {
  if (asset.ended) return `${asset.name} has ended in the register.`;
  const isAlike = (other: KitAsset) => other.platformId === asset.platformId && other.type === asset.type;
  const alike = asset.clientId === to.clientId ? [asset] : to.assets.filter(isAlike);
  const beside =
    asset.clientId === to.clientId
      ? 1
      : from.filter((line) => sameRole(line.role, role) && !line.asset.ended && isAlike(line.asset)).length;
  const [only, ...others] = alike;
  if (!only) return `${to.clientName} has no account on ${asset.platformName} that is like ${asset.name}.`;
  if (others.length > 0 || beside > 1)
    return `on ${asset.platformName} it is not clear which account of ${to.clientName} takes the place of ${asset.name}.`;
  const there = to.lines.some((line) => sameRole(line.role, role) && line.assetId === only.id);
  return there ? `${only.name} is in the kit already, and stays as it is.` : only;
}
