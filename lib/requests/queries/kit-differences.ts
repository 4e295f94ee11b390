import { type Actor, requirePermission } from "@/lib/auth/actor";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import type { Capability } from "@/lib/platforms/capabilities";
import { canAskForSeat } from "@/lib/requests/can-ask-for-seat";
import { readBasis } from "@/lib/requests/read-basis";
import { readKitLines } from "@/lib/requests/read-kits";
import { kitDifference } from "@/lib/requests/rules/kit-difference";
import { weighAsset } from "@/lib/requests/rules/weigh";
import { nounsOf, requestName } from "@/lib/requests/rules/words";

/** Somebody on an engagement, and how what they hold differs from their kit. */
export type KitDifference = {
  membershipId: string;
  role: string;
  person: { id: string; name: string };
  /** Whether their role has a kit. */
  hasKit: boolean;
  /** What the kit gives and they do not hold; `waits`: the request in which they wait for it. */
  lacks: { assetId: string; name: string; waits: string | null }[];
  /** Keys under this engagement that can do more than the kit gives. */
  more: { grantId: string; name: string; role: string; adds: string }[];
  /** True, or why what is missing cannot be asked for. */
  asks: true | string;
};

type Key = {
  grantId: string;
  personId: string;
  assetId: string;
  name: string;
  roleId: string;
  role: string;
  capabilities: Capability[];
};

/**
 * Who on an engagement holds too much or too little for the kit of their role: of this client's accounts and under
 * this engagement alone. Somebody in two roles has both kits, and is shown once for each. A constant number of
 * statements.
 */
export async function kitDifferences(
  actor: Actor,
  engagementId: string,
  now = new Date(),
): Promise<KitDifference[]> {
  requirePermission(actor, "clients.read");
  if (!isId(engagementId)) return [];
  const seats = await db.membership.findMany({
    where: { engagementId, endedAt: null },
    select: {
      id: true,
      role: true,
      person: { select: { id: true, name: true, accessEndsAt: true, endedAt: true } },
      engagement: { select: { clientId: true } },
    },
    orderBy: [{ since: "asc" }, { id: "asc" }],
  });
  const [first] = seats;
  if (!first) return [];
  const rows = await readKitLines(db, engagementId);
  const personIds = [...new Set(seats.map((seat) => seat.person.id))];
  const basis = await readBasis(db, {
    clientId: first.engagement.clientId,
    assetIds: [...new Set(rows.map((line) => line.assetId))],
    personIds,
  });
  if (!basis) return [];
  const keys = await readKeys(engagementId, first.engagement.clientId, personIds);
  const lines = rows.flatMap((line) => {
    const asset = basis.assets.find((each) => each.assetId === line.assetId);
    if (!asset) return [];
    const { assetType: type, category, offer, name } = asset;
    const { needs, smallest } = weighAsset({ type, category, offer }, line.work);
    const roles = smallest.kind === "fits" ? smallest.roles : [];
    return [
      {
        ...{ role: line.role, assetId: line.assetId, name, needs },
        smallest: roles.map(({ id, capabilities, heldOn }) => ({
          ...{ id, capabilities },
          heldHere: heldOn.includes(type),
        })),
      },
    ];
  });
  return seats.map((seat, place) => {
    const { person: stay, role } = seat;
    const person = { id: stay.id, name: stay.name };
    const own = (of: string) => lines.filter((line) => sameRole(line.role, of));
    const roles = seats.filter((each) => each.person.id === person.id).map((each) => each.role);
    const held = (assetId: string) => basis.held(person.id, assetId);
    const theirs = keys.filter((key) => key.personId === person.id);
    const { more } = kitDifference(roles.flatMap(own), held, theirs);
    const isFirst = seats.findIndex((each) => each.person.id === person.id) === place;
    const hasKit = own(role).length > 0;
    return {
      ...{ membershipId: seat.id, role, person, hasKit },
      lacks: kitDifference(own(role), held, []).lacks.map(({ assetId, name }) => {
        const number = basis.waiting(person.id, assetId);
        return { assetId, name, waits: number === null ? null : requestName(number) };
      }),
      // Without any kit there is nothing that it could be more than.
      more:
        isFirst && roles.some((each) => own(each).length > 0)
          ? more.map(({ key, adds }) => ({ ...pick(key), adds: nounsOf(adds) }))
          : [],
      asks: canAskForSeat(actor, stay, now),
    };
  });
}

const pick = ({ grantId, name, role }: Key) => ({ grantId, name, role });

const readKeys = (engagementId: string, clientId: string, personIds: readonly string[]) =>
  db.$queryRaw<Key[]>`
    SELECT g.id AS "grantId", g."personId", g."assetId", a.name, g."roleId", pr.name AS role,
      pr.capabilities::text[] AS capabilities
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "PlatformRole" pr ON pr.id = g."roleId"
    WHERE g."engagementId" = ${engagementId}::uuid AND a."clientId" = ${clientId}::uuid
      AND g."personId" = ANY(${[...personIds]}::uuid[]) AND g.state IN ('to_grant', 'invited', 'active')
    ORDER BY a.name, pr.rank, g.id`;
