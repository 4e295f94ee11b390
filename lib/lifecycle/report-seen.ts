import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { openLate } from "@/lib/lifecycle/open-late";
import { reopenDeparture } from "@/lib/lifecycle/reopen-departure";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { quoted } from "@/lib/notify";
import { shortPlatformName } from "@/lib/platforms/short-name";
import { insertTasks } from "@/lib/register/insert-tasks";

/**
 * Anybody's report that somebody who has left still stands in an account: reopens their departure (whose stay was ended
 * without one, gets one) and makes a task to look there and take it away, due as for a termination. What the register
 * itself shows of them is taken back too, in the next moment. Raises conflict for somebody who has not left, or is
 * leaving.
 */
export const reportSeen = command({
  name: "lifecycle.report-seen",
  permission: "departures.report",
  input: z.strictObject({ personId: id(), assetId: id(), what: paragraph(500) }),
  async target(tx, input) {
    const found = (await lockLast(tx, input.personId)) ?? (await lockPersonThenLast(tx, input.personId));
    const asset = await tx.asset.findUnique({
      where: { id: input.assetId },
      select: {
        ...{ id: true, name: true, clientId: true, custodianId: true },
        platform: { select: { name: true } },
      },
    });
    const person = await tx.person.findUnique({
      where: { id: input.personId },
      select: { id: true, name: true, endedAt: true },
    });
    const departure = found ? await lockDeparture(tx, found.id) : null;
    return asset && person ? { asset, person, departure } : null;
  },
  allow: ({ actor, target }) =>
    actor.personId !== target.person.id || "Nobody reports themselves as somebody who has left.",
  async change({ tx, actor, input, target: { asset, person, departure }, now }) {
    if (!person.endedAt)
      throw conflict(
        `${person.name} has not left by the register. If they should have no access, tell the security lead or HR.`,
      );
    const by = { now, byId: actor.personId };
    const place = `${asset.name} (${shortPlatformName(asset.platform.name)})`;
    const reason = `${actor.name} reports: ${person.name} was seen in ${place}: ${quoted(input.what)}`;
    const again = departure ?? (await openLate(tx, { ...person, endedAt: person.endedAt }, by));
    const reopened =
      again.certifiedAt || !departure
        ? await reopenDeparture(tx, again, reason, by)
        : { audit: [], jobs: [] };
    const { audit } = await insertTasks(
      tx,
      [
        {
          ...{ kind: "look", personId: person.id, assetId: asset.id, clientId: asset.clientId },
          ...{ robotId: null, identityId: null, grants: [], risk: "administrator" },
          assigneeId: asset.custodianId === person.id ? null : asset.custodianId,
          title: `Look whether ${person.name}, who has left, still gets into ${place}, and take it away`,
        },
      ],
      { ...by, cause: "departure", causeId: again.id, due: departureDue("terminated_now", now, now) },
    );
    return {
      result: { departureId: again.id, name: person.name, number: again.number },
      audit: [...reopened.audit, ...audit],
      jobs: [...reopened.jobs, { kind: "lifecycle.find-seen", data: {} }],
    };
  },
});

/** Locks the last departure of somebody that was not cancelled; nothing when there is none. */
async function lockLast(tx: Tx, personId: string): Promise<{ id: string } | undefined> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM "Departure" d WHERE d."personId" = ${personId}::uuid AND d."cancelledAt" IS NULL
    ORDER BY d.number DESC LIMIT 1 FOR UPDATE`;
  return found;
}

/** Of two who report somebody without a departure at once, the second finds the one that the first has made. */
async function lockPersonThenLast(tx: Tx, personId: string): Promise<{ id: string } | undefined> {
  await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`;
  return lockLast(tx, personId);
}
