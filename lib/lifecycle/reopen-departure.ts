import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import type { DepartureRow } from "@/lib/lifecycle/departure-row";
import { keepCertificates } from "@/lib/lifecycle/keep-certificates";
import { type Notice, notify } from "@/lib/notify";

type By = { now: Date; byId: string | null };

/**
 * Reopens a departure because a key was seen after its certificate: visibly, with the reason. What was issued stays as
 * it was (one from before certificates were signed is kept as one), and another one can be issued. Alarms owners, the
 * security lead and HR, but not whom it is about.
 */
export async function reopenDeparture(
  tx: Tx,
  departure: DepartureRow,
  reason: string,
  { now, byId }: By,
): Promise<{ audit: AuditEntry[]; jobs: Job[] }> {
  const row = await tx.departure.findUniqueOrThrow({
    where: { id: departure.id },
    select: { certificate: true, _count: { select: { certificates: true } } },
  });
  if (row._count.certificates === 0 && row.certificate && typeof row.certificate === "object")
    await keepCertificates(tx, [{ content: row.certificate, departureId: departure.id }], { now, byId });
  await tx.departure.update({
    where: { id: departure.id },
    data: {
      certifiedAt: null,
      certifiedById: null,
      ...{ reopenedAt: now, reopenedById: byId, reopenReason: reason },
    },
  });
  const told = await tx.$queryRaw<{ personId: string }[]>`
    SELECT a."personId" FROM "Account" a
    WHERE a.roles && ARRAY['owner', 'security_lead', 'hr']::"Role"[] AND a."disabledAt" IS NULL
      AND a."breakGlassAt" IS NULL AND a."personId" IS NOT NULL AND a."personId" <> ${departure.personId}::uuid`;
  const notice: Notice = {
    personId: told.map((each) => each.personId),
    kind: "departure.reopened",
    cause: `departure ${departure.id} reopened ${now.toISOString()}`,
    subject: `${departure.personName} has left and was seen again`,
    text: `${reason} Departure D-${departure.number} is reopened: what is left is to be taken away at once.`,
    href: `/departures/${departure.id}`,
  };
  return {
    jobs: await notify(tx, [notice]),
    audit: [
      {
        objectType: "departure",
        objectId: departure.id,
        objectName: `D-${departure.number}: ${departure.personName}`,
        before: departure.certifiedAt ? { state: "certified", sha256: departure.certificateSha256 } : null,
        after: { state: "reopened" },
        reason,
      },
    ],
  };
}
