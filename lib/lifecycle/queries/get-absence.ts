import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type AbsenceRow, readAbsence } from "@/lib/lifecycle/absence-row";
import { type AbsenceState, absenceState, canKeepAbsence, comesBackBy } from "@/lib/lifecycle/rules/absence";
import type { GrantState, SuspendedKeyAnswer } from "@/prisma/generated/enums";

/** A key that was held when the absence began. */
export type SuspendedKeyRow = {
  grantId: string;
  roleName: string;
  assetId: string;
  assetName: string;
  clientName: string | null;
  platformName: string;
  platformMark: string;
  state: GrantState;
  endsAt: Date | null;
  /** The register knows what it was for. */
  knowsWork: boolean;
  answer: SuspendedKeyAnswer | null;
  answeredBy: string | null;
  request: { id: string; number: number } | null;
  /** It is simply kept, because nobody has taken it away yet. */
  keeps: boolean;
};

export type AbsenceDetail = AbsenceRow & {
  state: AbsenceState;
  keys: SuspendedKeyRow[];
  now: Date;
  can: { end: boolean; confirm: boolean };
};

type Raw = Omit<SuspendedKeyRow, "request" | "keeps"> & {
  requestId: string | null;
  requestNumber: number | null;
};

/** One absence with each key that it suspended; null when there is none. Raises forbidden for who may not follow departures. */
export async function getAbsence(actor: Actor, id: string): Promise<AbsenceDetail | null> {
  requirePermission(actor, "departures.read");
  if (!isId(id)) return null;
  const absence = await readAbsence(db, id);
  if (!absence) return null;
  const [[clock], keys] = await Promise.all([
    db.$queryRaw<{ now: Date }[]>`SELECT now()`,
    db.$queryRaw<Raw[]>`
      SELECT g.id AS "grantId", r.name AS "roleName", a.id AS "assetId", a.name AS "assetName",
        c.name AS "clientName", pl.name AS "platformName", pl.mark AS "platformMark", g.state::text, g."endsAt",
        coalesce(cardinality(w.work) > 0, false) AS "knowsWork", s.answer::text, p.name AS "answeredBy",
        q.id AS "requestId", q.number AS "requestNumber"
      FROM "SuspendedKey" s JOIN "Grant" g ON g.id = s."grantId"
      JOIN "PlatformRole" r ON r.id = g."roleId" JOIN "Asset" a ON a.id = g."assetId"
      JOIN "Platform" pl ON pl.id = a."platformId" LEFT JOIN "Client" c ON c.id = a."clientId"
      LEFT JOIN "RequestItem" i ON g.cause = 'request' AND i.id = g."causeId"
      LEFT JOIN "AccessRequest" w ON w.id = i."requestId"
      LEFT JOIN "AccessRequest" q ON q.id = s."requestId"
      LEFT JOIN "Person" p ON p.id = s."answeredById"
      WHERE s."absenceId" = ${id}::uuid
      ORDER BY s.answer IS NOT NULL, c.name NULLS FIRST, pl.name, a.name, r.name`,
  ]);
  const keeps = may(actor, "departures.start") && canKeepAbsence(actor, absence) === true;
  return {
    ...absence,
    state: absenceState(absence),
    keys: keys.map(({ requestId, requestNumber, ...key }) => ({
      ...key,
      request: requestId && requestNumber ? { id: requestId, number: requestNumber } : null,
      keeps: comesBackBy(key.state) === "keeping",
    })),
    now: clock?.now ?? new Date(),
    can: { end: keeps && absence.endedAt === null, confirm: keeps && absence.outcome === "returned" },
  };
}
