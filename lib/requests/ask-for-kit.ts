import { z } from "zod";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { end } from "@/lib/register/input";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { readBasis } from "@/lib/requests/read-basis";
import { readKitLines } from "@/lib/requests/read-kits";
import { kitEnd } from "@/lib/requests/rules/kit-end";
import { groupByWork } from "@/lib/requests/rules/propose-kit";
import { asksForOthers, canAskFor } from "@/lib/requests/rules/who-may";
import { requestName } from "@/lib/requests/rules/words";
import { weighKit } from "@/lib/requests/weigh-kit";

/**
 * Asks for what the kit of their role gives somebody on an engagement, at the smallest roles: one request for each
 * kind of work, all or none. What they hold or wait for already is left out, in words. Raises conflict when the seat
 * or the engagement has ended, the kit is not the one that was seen, or nothing is left to ask for.
 */
export const askForKit = command({
  name: "requests.ask-for-kit",
  permission: "requests.ask",
  input: z.strictObject({
    membershipId: id(),
    /** Absent: "Kit of Media buyer". */
    reason: paragraph().optional(),
    /** Absent: the engagement's end, a year on where it has none. */
    until: end().optional(),
    /** The lines that were on the screen; absent: the kit as it is. */
    lineIds: z.array(id()).max(200).optional(),
    /** For the system alone: in whose name. */
    requesterId: id().optional(),
  }),
  async target(tx, input, actor) {
    const seat = await lockSeat(tx, input.membershipId);
    return seat && (asksForOthers(actor) || seat.personId === actor.personId) ? seat : null;
  },
  allow: ({ actor, input, target }) =>
    input.requesterId && actor.kind !== "system"
      ? "Everybody asks in their own name."
      : canAskFor(actor, [target.personId]),
  async change({ tx, actor, input, target: seat, now }) {
    const { person, engagement } = seat;
    if (seat.endedAt) throw conflict(`${person.name} is not on ${engagement.name} any more.`);
    const lines = (await readKitLines(tx, engagement.id)).filter((line) => sameRole(line.role, seat.role));
    if (lines.length === 0) throw conflict(`${seat.role} has no kit on ${engagement.name}. Make one first.`);
    // As the kit spells it, which is how its screens name it.
    const role = lines[0]?.role ?? seat.role;
    if (input.lineIds?.some((seen) => !lines.some((line) => line.id === seen)))
      throw conflict(`The kit of ${role} has just been changed. Reload the page, and look at it again.`);
    const basis = await readBasis(
      tx,
      {
        clientId: engagement.clientId,
        assetIds: lines.map((line) => line.assetId),
        personIds: [seat.personId],
      },
      true,
    );
    const [holder] = basis?.people ?? [];
    if (!basis || !holder) throw conflict(`${person.name} is not in the register any more.`);
    const seen = lines.filter((line) => !input.lineIds || input.lineIds.includes(line.id));
    const requesterId = actor.personId ?? input.requesterId ?? null;
    const { proposed } = await weighKit(tx, seen, basis, { requesterId, now });
    const leftOut = proposed.flatMap((each) => (each.leftOut ? [each.leftOut] : []));
    const asked = proposed.filter((each) => each.leftOut === null);
    if (asked.length === 0)
      throw conflict(`There is nothing to ask for. ${[...new Set(leftOut)].join(" ")}`.trim());
    const requests: { id: string; number: number }[] = [];
    for (const group of groupByWork(asked)) {
      const request = await askForAccess.within(tx, actor, {
        clientId: engagement.clientId,
        engagementId: engagement.id,
        assetIds: group.map(({ line }) => line.assetId),
        personIds: [seat.personId],
        work: group[0]?.line.work ?? [],
        until: input.until ?? kitEnd(engagement.endsOn, now),
        reason: input.reason ?? `Kit of ${role}`,
        ...(input.requesterId ? { requesterId: input.requesterId } : {}),
      });
      requests.push({ id: request.id, number: request.number });
    }
    return {
      result: {
        engagementId: engagement.id,
        personName: person.name,
        requests,
        items: asked.length,
        leftOut,
      },
      audit: [
        {
          objectType: "engagement",
          objectId: engagement.id,
          objectName: `${engagement.client.name}: ${engagement.name}`,
          clientId: engagement.clientId,
          after: {
            kitAskedFor: person.name,
            role,
            requests: requests.map(({ number }) => requestName(number)),
            leftOut,
          },
        },
      ],
    };
  },
});

/** A seat with its engagement: neither ends until the transaction does. */
async function lockSeat(tx: Tx, membershipId: string) {
  await tx.$queryRaw`
    SELECT m.id FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId"
    WHERE m.id = ${membershipId}::uuid FOR SHARE`;
  return tx.membership.findUnique({
    where: { id: membershipId },
    select: {
      personId: true,
      role: true,
      endedAt: true,
      person: { select: { name: true } },
      engagement: {
        select: { id: true, name: true, endsOn: true, clientId: true, client: { select: { name: true } } },
      },
    },
  });
}
