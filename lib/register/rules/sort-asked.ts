import { isEnding, isWanted } from "@/lib/register/rules/grant-life";
import type { GrantState } from "@/prisma/generated/enums";

/** What a holder shall have on an asset. */
export type AskedRoles = {
  holderId: string;
  identityId: string | null;
  assetId: string;
  roleIds: readonly string[];
  /** replace: these roles and no others; add: these beside what is held. */
  mode: "replace" | "add";
  endsAt: Date | null;
};

/** What a holder has, as far as the sorting asks. */
export type HeldRole = {
  id: string;
  holderId: string;
  identityId: string | null;
  assetId: string;
  roleId: string;
  state: GrantState;
  endsAt: Date | null;
};

/** One asked line against what is held. */
export type SortedLine<Held> = {
  /** Roles that become new grants. */
  begin: string[];
  /** Grants that are there already and stay as they are. */
  held: Held[];
  /** Of those, the ones that now end later. */
  extend: Held[];
  /** Roles that the new ones take the place of. */
  replace: Held[];
  /** The role is just being taken back: it cannot be given at the same time. */
  ending: Held[];
};

/** Sorts what is asked for one holder on one asset against what that holder has there. Pure. */
export function sortAsked<Held extends HeldRole>(asked: AskedRoles, held: readonly Held[]): SortedLine<Held> {
  const here = held.filter((grant) => grant.holderId === asked.holderId && grant.assetId === asked.assetId);
  const line: SortedLine<Held> = { begin: [], held: [], extend: [], replace: [], ending: [] };
  for (const roleId of new Set(asked.roleIds)) {
    const same = here.find((grant) => grant.roleId === roleId);
    if (!same) line.begin.push(roleId);
    else if (isEnding(same.state)) line.ending.push(same);
    else {
      line.held.push(same);
      if (endsLater(asked.endsAt, same.endsAt)) line.extend.push(same);
    }
  }
  if (asked.mode === "replace")
    line.replace = here.filter(
      (grant) => isWanted(grant.state) && !asked.roleIds.includes(grant.roleId) && sameIdentity(asked, grant),
    );
  return line;
}

/** An identity that is not known may be any. */
function sameIdentity(asked: AskedRoles, grant: HeldRole): boolean {
  return asked.identityId === null || grant.identityId === null || asked.identityId === grant.identityId;
}

function endsLater(asked: Date | null, present: Date | null): boolean {
  return present !== null && asked !== null && asked > present;
}
