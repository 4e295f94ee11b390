import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { canAskForSeat } from "@/lib/requests/can-ask-for-seat";
import { previewChecks } from "@/lib/requests/preview-checks";
import { type ShownLine, showLine } from "@/lib/requests/queries/get-kits";
import { readBasis } from "@/lib/requests/read-basis";
import { readKitLines } from "@/lib/requests/read-kits";
import type { Check } from "@/lib/requests/rules/checks";
import { kitEnd } from "@/lib/requests/rules/kit-end";
import { heldInWords } from "@/lib/requests/rules/weigh";
import { weighKit } from "@/lib/requests/weigh-kit";

/** What a kit would ask for somebody. */
export type KitPreview = {
  membershipId: string;
  role: string;
  person: { id: string; name: string };
  engagement: { id: string; name: string };
  client: { id: string; name: string };
  until: Date;
  /** Each line at its smallest role, with what is held, and why it is left out, if so. */
  lines: (ShownLine & { holds: string | null; loses: string | null; leftOut: string | null })[];
  /** What has to be done before it can be approved, and which exceptions let it through. */
  checks: Check[];
  /** True, or why the actor cannot ask for it. */
  asks: true | string;
  can: { write: boolean; read: boolean };
};

/**
 * What the kit of their role would ask for somebody on an engagement: as the command does. For who sees clients, and
 * for everybody who asks their own seat. Null: no such seat.
 */
export async function previewKit(
  actor: Actor,
  membershipId: string,
  now = new Date(),
): Promise<KitPreview | null> {
  // Their own seat is open to whoever asks for themselves; of others' they know nothing.
  const own = actor.personId !== null && may(actor, "requests.ask");
  if (!own) requirePermission(actor, "clients.read");
  if (!isId(membershipId)) return null;
  const seat = await db.membership.findUnique({
    where: { id: membershipId },
    select: {
      role: true,
      endedAt: true,
      person: { select: { id: true, name: true, accessEndsAt: true, endedAt: true } },
      engagement: {
        select: {
          id: true,
          name: true,
          endsOn: true,
          endedAt: true,
          client: { select: { id: true, name: true } },
        },
      },
    },
  });
  if (!own || seat?.person.id !== actor.personId) requirePermission(actor, "clients.read");
  if (!seat || seat.endedAt) return null;
  const { person: stay, engagement } = seat;
  const person = { id: stay.id, name: stay.name };
  const { client, endsOn, endedAt, ...named } = engagement;
  const rows = (await readKitLines(db, engagement.id)).filter((line) => sameRole(line.role, seat.role));
  const role = rows[0]?.role ?? seat.role;
  const assetIds = rows.map((line) => line.assetId);
  const basis = await readBasis(db, { clientId: client.id, assetIds, personIds: [person.id] });
  const { proposed, checks: marks } = basis
    ? await weighKit(db, rows, basis, { requesterId: actor.personId, now })
    : { proposed: [], checks: [] };
  const asked = proposed.filter((each) => each.leftOut === null).map(({ proposal }) => proposal.asset);
  const platforms = new Map(asked.map(({ platformId, platformName }) => [platformId, platformName]));
  return {
    checks:
      basis && asked.length > 0
        ? [
            ...(await previewChecks(
              db,
              basis,
              {
                engagementId: engagement.id,
                platforms: [...platforms].map(([platformId, name]) => ({ id: platformId, name })),
                requesterId: actor.personId,
              },
              now,
            )),
            ...marks,
          ]
        : [],
    ...{ membershipId, role, person, client, engagement: named },
    until: kitEnd(endsOn, now),
    lines: proposed.map(({ line, proposal, item, leftOut }) => ({
      ...showLine(line, proposal.asset),
      holds: item.held.length > 0 ? item.held.map(heldInWords).join("; ") : null,
      loses: item.loses,
      leftOut,
    })),
    asks: canAskForSeat(actor, stay, now),
    can: {
      read: may(actor, "clients.read"),
      write: endedAt === null && may(actor, "clients.write"),
    },
  };
}
