import type { Tx } from "@/lib/db";
import { readDeparture } from "@/lib/lifecycle/departure-row";
import { keepCertificates } from "@/lib/lifecycle/keep-certificates";
import { readState } from "@/lib/lifecycle/read-state";
import { buildCertificate } from "@/lib/lifecycle/rules/certificate";
import { buildClientCertificates } from "@/lib/lifecycle/rules/client-certificate";
import { byRisk } from "@/lib/lifecycle/rules/progress";
import type { Prisma } from "@/prisma/generated/client";

/**
 * Issues the certificate of somebody of the demo who left lately, as HR would have done when everything was proved, and
 * as lib/lifecycle/issue-certificate.ts does it now.
 */
export async function certifyLeft(tx: Tx, name: string): Promise<void> {
  const { id, person } = await tx.departure.findFirstOrThrow({
    where: { person: { name } },
    select: { id: true, person: { select: { endedAt: true } } },
  });
  const sara = await tx.person.findFirstOrThrow({ where: { name: "Sara Rossi" } });
  const departure = await readDeparture(tx, id);
  const at = person.endedAt;
  if (!departure || !at) throw new Error(`${name} of the demo has not left.`);
  const { checklist, standing, blockers } = await readState(tx, departure, at);
  if (standing !== "finished") throw new Error(`${name} of the demo is not finished. ${blockers.join(" ")}`);
  const entries = checklist.toSorted(byRisk);
  const issued = { at, by: sara.name };
  const [whole] = await keepCertificates(
    tx,
    [
      { content: buildCertificate(departure, entries, { ...issued, legalHold: false }), departureId: id },
      ...buildClientCertificates(departure, entries, issued).map((each) => ({ ...each, departureId: id })),
    ],
    { now: at, byId: sara.id },
  );
  if (!whole) throw new Error("What was to be kept was not.");
  await tx.departure.update({
    where: { id },
    data: {
      certifiedAt: at,
      certifiedById: sara.id,
      certificate: whole.content as Prisma.InputJsonObject,
      certificateSha256: whole.sha256,
    },
  });
}
