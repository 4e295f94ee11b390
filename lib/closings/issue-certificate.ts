import { z } from "zod";
import { endAssetsOf } from "@/lib/clients/end-assets-of";
import { endEngagement } from "@/lib/clients/end-engagement";
import { closingName, lockClosing, refuseOver } from "@/lib/closings/closing-row";
import { readClosingState } from "@/lib/closings/read-state";
import { buildCloseOut } from "@/lib/closings/rules/certificate";
import { engagementsOf } from "@/lib/closings/scope";
import { endSeatsAndKits } from "@/lib/closings/settle-closing";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { keepCertificates } from "@/lib/lifecycle/keep-certificates";
import { byRisk } from "@/lib/lifecycle/rules/progress";
import { notify } from "@/lib/notify";

/** So long an offboarded client's room stays open, so that its contacts get at the certificate. */
const ROOM_DAYS = 30;
const DAY = 86_400_000;

/**
 * Issues the close-out certificate of a finished closing, signed, and ends the engagement; for a whole client all of
 * its engagements and accounts. The client's contacts find it in their room, which of an offboarded client stays open
 * for 30 days; then the clock ends the client and its contacts. Raises conflict before the last moment, and while
 * anything is unproved or still held, with what is missing.
 */
export const issueCertificate = command({
  name: "closings.issue-certificate",
  permission: "closings.start",
  timeoutMs: 60_000,
  input: z.strictObject({ closingId: id() }),
  target: (tx, input) => lockClosing(tx, input.closingId),
  allow: () => true,
  async change({ tx, actor, target: closing, now }) {
    refuseOver(closing);
    if (closing.lastMoment > now)
      throw conflict("The work goes on until the last moment. The certificate can be issued after it.");
    // Grants lock their account by its key, so no key can begin while this looks.
    await tx.$queryRaw`SELECT id FROM "Asset" WHERE "clientId" = ${closing.clientId}::uuid ORDER BY id FOR UPDATE`;
    const state = await readClosingState(tx, closing, now);
    if (state.standing !== "finished") throw conflict(`This is not finished. ${state.blockers.join(" ")}`);

    const byId = actor.personId;
    const papers = await readPapers(tx, closing);
    const content = buildCloseOut(closing, state.checklist.toSorted(byRisk), {
      at: now,
      by: actor.name,
      ...papers,
    });
    const [signed] = await keepCertificates(tx, [{ content, closingId: closing.id }], { now, byId });
    const whole = closing.engagementId === null;
    const roomUntil = whole ? new Date(now.getTime() + ROOM_DAYS * DAY) : null;
    await tx.closing.update({
      where: { id: closing.id },
      data: { certifiedAt: now, certifiedById: byId, roomUntil },
    });
    await endSeatsAndKits(tx, closing, now);
    const reason = `Closed out (C-${closing.number}).`;
    if (closing.engagementId)
      await endEngagement.within(tx, actor, { engagementId: closing.engagementId, reason });
    const engagements = whole ? await endEngagementsOf(tx, closing.clientId, { now, byId }) : [];
    const accounts = whole ? await endAssetsOf(tx, closing.clientId, { now, byId }) : 0;
    const name = closingName(closing);
    const jobs = await notify(tx, [
      {
        contactId: await readContacts(tx, closing.clientId),
        kind: "room.closed-out",
        cause: `closing ${closing.id} certified`,
        subject: `${name}: the close-out certificate is there`,
        text: `Everything that the studio held is taken back, and its proof is in your room.${roomUntil ? ` The room stays open until ${roomUntil.toISOString().slice(0, 10)}: keep a copy of the certificate.` : ""}`,
        href: "/room#close-outs",
      },
    ]);
    return {
      result: { closingId: closing.id, sha256: signed?.sha256 ?? "" },
      jobs,
      audit: [
        {
          objectType: "closing",
          objectId: closing.id,
          objectName: `C-${closing.number}: ${name}`,
          clientId: closing.clientId,
          before: { state: "under way" },
          after: {
            state: "certified",
            keys: content.keys.length,
            links: content.links.length,
            data: content.data.length,
            sha256: signed?.sha256 ?? null,
            signedWith: signed?.keyId ?? null,
            accountsEnded: accounts,
          },
        },
        ...engagements.map((each) => ({
          objectType: "engagement",
          objectId: each.id,
          objectName: `${closing.clientName}: ${each.name}`,
          clientId: closing.clientId,
          after: { endedAt: now.toISOString() },
          reason,
        })),
      ],
    };
  },
});

/** The references of what was signed, of the engagements that end. */
async function readPapers(
  tx: Tx,
  closing: { clientId: string; engagementId: string | null; everything: boolean },
): Promise<{ agreement: string | null; dpa: string | null }> {
  const [papers] = await tx.$queryRaw<{ agreement: string | null; dpa: string | null }[]>`
    SELECT string_agg(DISTINCT e."agreementRef", ', ') AS agreement, string_agg(DISTINCT e."dpaRef", ', ') AS dpa
    FROM "Engagement" e WHERE ${engagementsOf(closing)}`;
  return papers ?? { agreement: null, dpa: null };
}

/** Ends what is left of a client's engagements, in one statement; their keys and seats are gone. Gives their names. */
function endEngagementsOf(
  tx: Tx,
  clientId: string,
  { now, byId }: { now: Date; byId: string | null },
): Promise<{ id: string; name: string }[]> {
  return tx.engagement.updateManyAndReturn({
    where: { clientId, endedAt: null },
    data: { endedAt: now, endedById: byId, updatedById: byId },
    select: { id: true, name: true },
  });
}

async function readContacts(tx: Tx, clientId: string): Promise<string[]> {
  const contacts = await tx.clientContact.findMany({
    where: { clientId, endedAt: null },
    select: { id: true },
  });
  return contacts.map((contact) => contact.id);
}
