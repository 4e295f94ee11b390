import type { Notice } from "@/lib/notify";

/** Access that ends, or has ended, with whom it is to be told. */
export type EndingGrant = {
  id: string;
  /** The holder; a robot's owner; everybody who knows a shared login. */
  tellIds: readonly string[];
  /** "Omar Rahman", "robot Nightly export", "shared login ads@…". */
  holder: string;
  assetName: string;
  roleName: string;
  endsAt: Date;
  /** How many days before its end this is told. */
  step: number;
};

const longDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** The last day of something that ends at this moment: what ends at midnight ends with the day before. */
const lastDay = (end: Date) => longDay.format(new Date(end.getTime() - 1));

const MOST_LINES = 12;

/** One notice for each person, holder, end and step: keys that end together are told together. */
export function endNotices(grants: readonly EndingGrant[]): Notice[] {
  const told = grants.flatMap((grant) => grant.tellIds.map((personId) => ({ personId, grant })));
  const groups = Map.groupBy(
    told,
    ({ personId, grant }) => `${personId} ${grant.holder} ${grant.endsAt.toISOString()} ${grant.step}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const keys = group.map(({ grant }) => grant);
    const { holder, endsAt, step } = first.grant;
    return {
      personId: first.personId,
      kind: "grant.ends" as const,
      cause: `grant ${leastId(keys)} ends ${endsAt.toISOString()}, ${step} days before`,
      subject: `Access of ${holder} to ${placesOf(keys)} ends ${whenIn(step)}`,
      text: [
        ...linesOf(keys),
        `It ends with ${lastDay(endsAt)}. Ask for longer if it is needed; if not, it is taken back by itself.`,
      ].join("\n"),
      href: hrefOf(keys),
    };
  });
}

/** One notice for each person and holder: what has ended. */
export function endedNotices(
  grants: readonly Omit<EndingGrant, "step" | "endsAt">[],
  reason: string,
): Notice[] {
  const told = grants.flatMap((grant) => grant.tellIds.map((personId) => ({ personId, grant })));
  const groups = Map.groupBy(told, ({ personId, grant }) => `${personId} ${grant.holder}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const keys = group.map(({ grant }) => grant);
    return {
      personId: first.personId,
      kind: "grant.ended" as const,
      cause: `grant ${leastId(keys)} ended`,
      subject: `Access of ${first.grant.holder} to ${placesOf(keys)} has ended`,
      text: [...linesOf(keys), `${reason} It is taken away on the platform now.`].join("\n"),
      href: hrefOf(keys),
    };
  });
}

type Key = Pick<EndingGrant, "id" | "assetName" | "roleName">;

/** The same whichever of them is read first: a grant comes to each step once. */
const leastId = (keys: readonly Key[]) => keys.map(({ id }) => id).toSorted()[0] ?? "";

function placesOf(keys: readonly Key[]): string {
  const names = new Set(keys.map(({ assetName }) => assetName));
  const [only = ""] = names;
  return names.size === 1 ? only : `${names.size} accounts`;
}

function linesOf(keys: readonly Key[]): string[] {
  const lines = keys.slice(0, MOST_LINES).map(({ roleName, assetName }) => `${roleName} on ${assetName}`);
  return keys.length > lines.length ? [...lines, `And ${keys.length - lines.length} more`] : lines;
}

const hrefOf = (keys: readonly Key[]): `/${string}` =>
  keys.length === 1 ? `/register/${keys[0]?.id}` : "/me#held";

const whenIn = (days: number) => (days === 1 ? "within a day" : days === 7 ? "in a week" : "in two weeks");
