import { z } from "zod";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";
import { readHoldings } from "@/lib/people/holdings";
import { lockPerson } from "@/lib/people/lock";
import { whyNotEnded } from "@/lib/people/rules";

/**
 * Ends a person's stay: with it their own identities and their seats on engagements; whom they managed, their own
 * manager has. Raises conflict while they hold a key, own a robot, know a shared login, are custodian of something or
 * have work to do, and says which: nothing points to somebody who has left.
 */
export const endPerson = command({
  name: "people.end-person",
  permission: "people.write",
  input: z.strictObject({ personId: id(), reason: optional(paragraph(500)) }),
  target: (tx, input) => lockPerson(tx, input.personId),
  allow: ({ actor, target }) =>
    actor.personId !== target.id || "Nobody ends their own stay. Ask another member of HR.",
  async change({ tx, actor, input, target, now }) {
    const result = { id: target.id, name: target.name };
    if (target.endedAt) throw conflict(`${target.name} has already left.`);
    const reason = whyNotEnded(target.name, await readHoldings(tx, target.id));
    if (reason) throw conflict(reason);
    const departing = await tx.departure.count({
      where: { personId: target.id, cancelledAt: null, certifiedAt: null },
    });
    if (departing > 0)
      throw conflict(`A departure of ${target.name} is under way. Its certificate ends their stay.`);
    const by = actor.personId;
    await tx.person.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: by, updatedById: by },
    });
    await tx.membership.updateMany({
      where: { personId: target.id, endedAt: null },
      data: { endedAt: now, endedById: by },
    });
    await tx.identity.updateMany({
      where: { endedAt: null, shared: false, holders: { some: { personId: target.id, endedAt: null } } },
      data: { endedAt: now, updatedById: by },
    });
    await tx.identityHolder.updateMany({
      where: { personId: target.id, endedAt: null },
      data: { endedAt: now, endedById: by },
    });
    await tx.absence.updateMany({
      where: { personId: target.id, endedAt: null },
      data: { endedAt: now, endedById: by, outcome: "left" },
    });
    await tx.absence.updateMany({
      where: { standInId: target.id, endedAt: null, begunAt: null },
      data: { standInId: null },
    });
    await endSessionsOf(tx, { personIds: [target.id] }, "left");
    const reports = await tx.$executeRaw`
      UPDATE "Person" p SET "updatedAt" = ${now}::timestamptz, "updatedById" = ${by}::uuid,
        "managerId" = (SELECT m.id FROM "Person" m WHERE m.id = ${target.managerId}::uuid AND m."endedAt" IS NULL
          AND m.id <> p.id)
      WHERE p."managerId" = ${target.id}::uuid AND p."endedAt" IS NULL`;
    return {
      result,
      audit: [
        {
          objectType: "person",
          objectId: target.id,
          objectName: target.name,
          reason: input.reason,
          after: { endedAt: now.toISOString(), ...(reports > 0 ? { reportsHandedOn: reports } : {}) },
        },
      ],
    };
  },
});
