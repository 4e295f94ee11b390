import { findPlatform } from "@/lib/platforms/catalogue";
import { needsSecondPerson } from "@/lib/register/rules/four-eyes";
import { lookNames } from "@/lib/register/rules/look-names";
import type { LookPlace } from "@/lib/register/rules/plan-looks";
import type { Draft, TaskRow } from "./rows";
import { attest, doerOf, secondOf, verify } from "./work";

/** The platforms of the clients that the person had a seat or a key at, as read-look-places.ts reads them. */
export function lookPlacesOf(draft: Draft, personId: string): LookPlace[] {
  const { rows } = draft;
  const engagements = new Set(
    rows.memberships.filter((row) => row.personId === personId).map((row) => row.engagementId),
  );
  const grants = rows.grants.filter((grant) => grant.personId === personId);
  const clientIds = new Set([
    ...rows.engagements.filter((row) => engagements.has(row.id)).map((row) => row.clientId),
    ...rows.assets
      .filter((row) => grants.some((grant) => grant.assetId === row.id))
      .map((row) => row.clientId),
  ]);
  const accounts = rows.assets.filter((row) => row.clientId && clientIds.has(row.clientId));
  return [...Map.groupBy(accounts, (row) => `${row.clientId} ${row.platformId}`).values()].flatMap((of) => {
    const [first] = of;
    if (!first?.clientId) return [];
    const here = grants.filter((grant) => of.some((asset) => asset.id === grant.assetId));
    const keepers = of.flatMap((asset) =>
      asset.custodianId && asset.custodianId !== personId ? [asset.custodianId] : [],
    );
    return [
      {
        clientId: first.clientId,
        clientName: rows.clients.find((row) => row.id === first.clientId)?.name ?? "",
        platformId: first.platformId,
        platformName: findPlatform(first.platformId)?.name ?? first.platformId,
        capabilities: [...new Set(here.flatMap((grant) => draft.roleOf(grant.roleId).capabilities))],
        custodianId: keepers[0] ?? null,
        administrators: [],
      },
    ];
  });
}

const notes = [
  "Went through the list of people and the pending invitations of each account: nobody of that name.",
  "Searched each account for the addresses and for the name: nothing.",
] as const;

/** Somebody looked, and they were not there; where four eyes are asked for, a second person has looked too. */
export function notThere(draft: Draft, look: TaskRow, done: { at: Date; secondAt: Date | null }): void {
  const { random } = draft;
  attest(draft, look, {
    at: done.at,
    byId: doerOf(draft, look),
    outcome: "not_there",
    kind: "looked_not_there",
    note: random.pick(notes),
    lookedUnder: namesOf(draft, look),
  });
  if (done.secondAt && needsSecondPerson(look))
    verify(draft, look, {
      at: done.secondAt,
      byId: secondOf(draft, look),
      note: "Looked as a second person: nobody of that name.",
    });
}

function namesOf({ rows }: Draft, { personId, platformId }: TaskRow): string[] {
  const person = rows.people.find((row) => row.id === personId);
  const own = rows.holders.filter((row) => row.personId === personId).map((row) => row.identityId);
  const identities = rows.identities
    .filter(
      (row) =>
        own.includes(row.id) && !row.shared && (row.platformId === null || row.platformId === platformId),
    )
    .map((row) => ({ address: row.address, identityId: row.id, kind: row.kind }));
  return lookNames({ name: person?.name ?? "", emails: [person?.email ?? null], identities }).map(
    ({ address }) => address,
  );
}
