import type { WorkKey } from "@/lib/platforms/work";
import { giveAccess, personOn, step } from "./access";
import { disciplineOf } from "./cast";
import { daysBefore, hoursAfter } from "./moments";
import { approve, ask, carryOut, deciderOf } from "./requests";
import { type Choice, chooseRoles, workOn } from "./role-choice";
import { type AssetRow, type Draft, type GrantRow, named } from "./rows";

/** Somebody's work for one client, from when until when. */
export type Posting = { clientId: string; personName: string; from: Date; until: Date; purpose: string };

/** Since when access is asked for in Keyholder; what is older came with the spreadsheet or was recorded. */
const ASKED_SINCE_DAYS = 150;
const SPREADSHEET_DAYS = 420;

type Place = { asset: AssetRow; work: readonly WorkKey[]; choice: Choice };

/** Adds the membership of a posting and all access that its work takes, as far as it is not held yet. */
export function post(draft: Draft, posting: Posting): GrantRow[] {
  const { now, random, rows } = draft;
  const person = named(rows.people, posting.personName);
  const discipline = disciplineOf(posting.personName);
  const places = rows.assets.flatMap((asset): Place[] => {
    const work = asset.clientId === posting.clientId ? workOn(discipline, asset.platformId) : null;
    const choice = work && chooseRoles(asset.platformId, asset.type, work);
    return work && choice ? [{ asset, work, choice }] : [];
  });
  joinTeam(draft, posting, person.id);
  if (posting.from > daysBefore(now, ASKED_SINCE_DAYS))
    return places.length > 0 ? askFor(draft, posting, places) : [];
  return places.flatMap(({ asset, work, choice }) => {
    const extended = random.chance(0.07)
      ? chooseRoles(asset.platformId, asset.type, [...work, "manage-users"])
      : null;
    const cause = posting.from < daysBefore(now, SPREADSHEET_DAYS) ? "import" : "recorded";
    const grants = giveAccess(draft, {
      holder: personOn(draft, person.id, asset.platformId),
      asset,
      roles: (extended ?? choice).roles,
      startsAt: posting.from,
      endsAt: posting.until,
      cause,
      causeId: null,
      purpose: posting.purpose,
      byId: named(rows.people, "Ingrid Dahl").id,
    });
    for (const grant of grants) record(draft, grant, cause);
    return grants;
  });
}

function joinTeam({ now, random, rows }: Draft, posting: Posting, personId: string): void {
  const engagement = rows.engagements.find((row) => row.clientId === posting.clientId);
  const person = rows.people.find((row) => row.id === personId);
  if (
    !engagement ||
    rows.memberships.some((row) => row.engagementId === engagement.id && row.personId === personId)
  )
    return;
  const since = posting.from;
  const endedAt = posting.until < now ? posting.until : null;
  rows.memberships.push({
    id: random.id(since),
    engagementId: engagement.id,
    personId,
    role: person?.title ?? "Team",
    since,
    endedAt,
  });
}

/** What was so before Keyholder: from the spreadsheet without a proof, or recorded by somebody who had looked. */
function record(draft: Draft, grant: GrantRow, cause: "import" | "recorded"): void {
  const { now } = draft;
  const byId = grant.createdById;
  const proof = { kind: "attested" as const, how: "Recorded by hand from the access page." };
  const recordedAt = cause === "import" ? daysBefore(now, SPREADSHEET_DAYS) : grant.startsAt;
  step(draft, grant, {
    to: "active",
    at: grant.startsAt,
    byId,
    recordedAt,
    ...(cause === "recorded" ? { proof } : {}),
  });
}

function askFor(draft: Draft, posting: Posting, places: readonly Place[]): GrantRow[] {
  const { rows } = draft;
  const person = named(rows.people, posting.personName);
  const requester = named(rows.people, person.name === "Hannah Stone" ? "Priya Santos" : "Hannah Stone");
  const asked = Map.groupBy(places, (place) => place.work.join(" "));
  return [...asked.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { items } = ask(draft, {
      requesterId: requester.id,
      clientId: posting.clientId,
      work: first.work,
      reason: posting.purpose,
      until: posting.until,
      at: posting.from,
      items: same.map(({ asset, choice }) => ({ personId: person.id, asset, smallest: choice })),
    });
    return items.flatMap((item, index) => {
      const works = approve(draft, item, {
        at: hoursAfter(posting.from, 3, draft.now),
        byId: deciderOf(draft, requester.id, person.id),
        choice: same[index]?.choice ?? first.choice,
        until: posting.until,
        purpose: posting.purpose,
      });
      for (const work of works) carryOut(draft, work);
      return works.flatMap((work) => work.grants);
    });
  });
}
