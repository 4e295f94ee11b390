import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { refuseClosed } from "@/lib/lifecycle/cancel-departure";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { handOnPlans } from "@/lib/lifecycle/hand-on-plans";
import { handOnTasks } from "@/lib/lifecycle/hand-on-tasks";
import { keepCertificates } from "@/lib/lifecycle/keep-certificates";
import { readWhoTakesOver } from "@/lib/lifecycle/read-heir";
import { readState } from "@/lib/lifecycle/read-state";
import { buildCertificate } from "@/lib/lifecycle/rules/certificate";
import { buildClientCertificates } from "@/lib/lifecycle/rules/client-certificate";
import { canCertify } from "@/lib/lifecycle/rules/may";
import { byRisk } from "@/lib/lifecycle/rules/progress";
import { endPerson } from "@/lib/people/end-person";
import type { Prisma } from "@/prisma/generated/client";

/**
 * Issues the certificate of removal of a finished departure: keeps each key, who removed it, when, and the hashes
 * of what proves it, with the hash of the whole, signed, and once more for each client with its own keys alone; and
 * ends the person's stay. Raises forbidden for one's own;
 * conflict before the last moment, and while anything is unproved or a path remains, with what is missing.
 */
export const issueCertificate = command({
  name: "lifecycle.issue-certificate",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({ departureId: id() }),
  target: (tx, input) => lockDeparture(tx, input.departureId),
  allow: ({ actor, target }) => canCertify(actor, target),
  async change({ tx, actor, input, target: departure, now }) {
    refuseClosed(departure);
    if (departure.lastMoment > now)
      throw conflict(
        `${departure.personName} is here until the last moment. The certificate can be issued after it.`,
      );
    const state = await readState(tx, departure, now);
    if (state.standing !== "finished")
      throw conflict(`This departure is not finished. ${state.blockers.join(" ")}`);

    const checklist = state.checklist.toSorted(byRisk);
    const certificate = buildCertificate(departure, checklist, {
      at: now,
      by: actor.name,
      legalHold: (await tx.legalHold.count({ where: { personId: departure.personId, liftedAt: null } })) > 0,
    });
    const [whole] = await keepCertificates(
      tx,
      [
        { content: certificate, departureId: departure.id },
        ...buildClientCertificates(departure, checklist, { at: now, by: actor.name }).map((each) => ({
          ...each,
          departureId: departure.id,
        })),
      ],
      { now, byId: actor.personId },
    );
    if (!whole) throw new Error("What was to be kept was not.");
    const { sha256 } = whole;
    await tx.departure.update({
      where: { id: input.departureId },
      data: {
        certifiedAt: now,
        certifiedById: actor.personId,
        certificate: whole.content as Prisma.InputJsonObject,
        certificateSha256: sha256,
      },
    });
    // The secrets are changed (their tasks have evidence), so the person knows these logins no more.
    await forgetLogins(tx, departure.personId, now, actor.personId);
    // What came to them while they were still here: nothing may point to somebody who has left.
    const given = {
      personId: departure.personId,
      heirId: await readWhoTakesOver(tx, departure),
      now,
      byId: actor.personId,
    };
    const tasks = await handOnTasks(tx, given);
    const plans = await handOnPlans(tx, given);
    // Whose key was seen again has left already.
    const { endedAt } = await tx.person.findUniqueOrThrow({
      where: { id: departure.personId },
      select: { endedAt: true },
    });
    if (!endedAt)
      await endPerson.within(tx, actor, {
        personId: departure.personId,
        reason: `Left (departure D-${departure.number}).`,
      });
    return {
      result: { departureId: departure.id, sha256 },
      audit: [
        {
          objectType: "departure",
          objectId: departure.id,
          objectName: `D-${departure.number}: ${departure.personName}`,
          before: { state: "under way" },
          after: {
            state: "certified",
            keys: certificate.keys.length,
            duties: certificate.duties.length,
            looks: certificate.looks?.length ?? 0,
            sha256,
          },
        },
        ...tasks.audit,
        ...plans,
      ],
    };
  },
});

async function forgetLogins(tx: Tx, personId: string, now: Date, byId: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE "IdentityHolder" h SET "endedAt" = ${now}::timestamptz, "endedById" = ${byId}::uuid
    FROM "Identity" i
    WHERE i.id = h."identityId" AND i.shared AND h."personId" = ${personId}::uuid AND h."endedAt" IS NULL`;
}
