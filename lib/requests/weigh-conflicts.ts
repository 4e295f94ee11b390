import type { Reader } from "@/lib/db";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { conflictsOf } from "@/lib/preconditions/rules/conflicts";
import { NOTHING_SPECIAL } from "@/lib/preconditions/rules/unmet";
import { type Check, checkConflicts } from "@/lib/requests/rules/checks";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";

/** One person on one account, with the roles that would be asked for there. */
type Asked = {
  personId: string;
  personName: string;
  assetId: string;
  roles: readonly Pick<RoleRow, "id">[];
};

/** What is said of one of them: why it cannot be asked for, or what it is marked with. */
export type WeighedConflicts = { leftOut: string | null; checks: Check[] };

/**
 * Weighs the conflicting duties that people would come to by what is asked for at a client, with what they hold and
 * with each other: what is refused and has no exception is not asked for, and says why; the rest is marked. At most
 * five statements, however many. Asks no permission: for commands, and for queries that have asked.
 */
export async function weighConflicts(
  reader: Reader,
  asked: readonly Asked[],
  { clientId, requesterId }: { clientId: string; requesterId: string | null },
): Promise<(of: Pick<Asked, "personId" | "assetId">) => WeighedConflicts> {
  const personIds = [...new Set(asked.map((each) => each.personId))];
  const found = await readConflicts(
    reader,
    personIds,
    asked.flatMap(({ personId, assetId, roles }) =>
      roles.map((role) => ({ key: keyOf({ personId, assetId }), personId, assetId, roleId: role.id })),
    ),
  );
  const caught = [...found.keys()];
  const standing = await readStanding(
    reader,
    caught.map((personId) => ({ personId, clientId })),
  );
  const weighed = asked.map((each) => {
    const key = keyOf(each);
    const conflicts = conflictsOf(key, found.get(each.personId) ?? []);
    const excepting = {
      standing: standing.get(standingKey(each.personId, clientId)) ?? NOTHING_SPECIAL,
      requesterId,
    };
    const checks = checkConflicts(each.personName, conflicts, key, excepting);
    const stop = checks.find((check) => check.stops !== null);
    return [key, { leftOut: stop ? `${stop.text}. ${stop.stops}` : null, checks }] as const;
  });
  const byKey = new Map(weighed);
  return (of) => byKey.get(keyOf(of)) ?? { leftOut: null, checks: [] };
}

const keyOf = ({ personId, assetId }: Pick<Asked, "personId" | "assetId">) => `${personId} ${assetId}`;
