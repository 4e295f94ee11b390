import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { addPerson } from "@/lib/people/add-person";
import { daysBefore } from "./moments";

/**
 * What the calendar shows beside departures: somebody joins next week, somebody has been away since today, with a few
 * keys suspended, and somebody goes on a sabbatical in three weeks.
 */
export async function fillStays(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const day = (ahead: number) => daysBefore(now, -ahead).toISOString().slice(0, 10);
  const [away, later] = await readQuiet(tx);
  if (!away || !later) return;
  await addPerson.within(tx, actor, {
    name: "Lotte Brandt",
    email: "lotte.brandt@clickelement.example",
    title: "Media buyer",
    managerId: away.managerId,
    startsOn: day(6),
  });
  await planAbsence.within(tx, actor, {
    personId: away.id,
    kind: "parental",
    startsOn: day(0),
    expectedOn: day(150),
    standInId: away.managerId,
  });
  await planAbsence.within(tx, actor, {
    personId: later.id,
    kind: "sabbatical",
    startsOn: day(20),
    expectedOn: day(110),
  });
}

/** Two who hold a few keys, administer and look after nothing, and stay: nothing else of the demo is about them. */
function readQuiet(tx: Tx): Promise<{ id: string; managerId: string }[]> {
  return tx.$queryRaw<{ id: string; managerId: string }[]>`
    SELECT p.id, p."managerId" FROM "Person" p JOIN "Person" m ON m.id = p."managerId" AND m."accessEndsAt" IS NULL
    JOIN "Grant" g ON g."personId" = p.id AND g.state = 'active'
    WHERE p.kind = 'employee' AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL AND p."endsOn" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Person" r WHERE r."managerId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "Asset" a WHERE a."custodianId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "Robot" b WHERE b."ownerId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "IdentityHolder" h JOIN "Identity" i ON i.id = h."identityId" AND i.shared
        WHERE h."personId" = p.id AND h."endedAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "RequestItem" i WHERE i."personId" = p.id AND i.state = 'waiting')
      AND NOT EXISTS (SELECT 1 FROM "DepartureReport" r WHERE r."personId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "Grant" o JOIN "PlatformRole" r ON r.id = o."roleId"
        WHERE o."personId" = p.id AND o."closedAt" IS NULL AND (o.state <> 'active'
          OR r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]))
    GROUP BY p.id ORDER BY count(*), p.name LIMIT 2`;
}
