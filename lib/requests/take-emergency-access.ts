import { z } from "zod";
import { listAdministrators } from "@/lib/accounts/administrators";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { Prisma, type Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, paragraph, wholeNumber } from "@/lib/input";
import { notify } from "@/lib/notify";
import { roleNames } from "@/lib/platforms/explain-role";
import { type AssetOffer, rolesForAssets } from "@/lib/platforms/offers";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import { conflictInWords } from "@/lib/preconditions/rules/conflict-words";
import { partsOf } from "@/lib/preconditions/rules/conflicts";
import { recordGrant } from "@/lib/register/record-grant";
import { identityOf } from "@/lib/requests/read-items";
import { canReceive } from "@/lib/requests/rules/asking";
import { canHoldTogether } from "@/lib/requests/rules/choose-roles";
import { canTakeEmergency, EMERGENCY_HOURS, reviewDue } from "@/lib/requests/rules/emergency";
import { hoursInWords } from "@/lib/requests/rules/words";

/**
 * Takes elevated access at once in an emergency, for oneself, without asking anybody: confirmed with a fresh proof,
 * for at most four hours, told to every owner and security lead, taken back by itself, and reviewed by somebody else
 * within two working days. The register holds it as active and not proved: nobody has seen it. Conflicting duties
 * stop nobody here: they are told with it, and found. Raises forbidden for
 * who works nowhere near, conflict for who leaves, holds this already, or an account that has ended.
 */
export const takeEmergencyAccess = command({
  name: "requests.take-emergency-access",
  permission: "emergency.take",
  input: z.strictObject({
    assetId: id(),
    roleIds: z.array(id(), "Choose a role.").min(1, "Choose a role.").max(20),
    hours: wholeNumber(1, EMERGENCY_HOURS),
    reason: paragraph(),
  }),
  target: async (tx, { assetId }, { personId }) => (personId ? readPlace(tx, assetId, personId) : null),
  confirming: ({ input, target }) =>
    `take ${rolesIn(target, input.roleIds)} on ${target.assetName} in an emergency, for ${hoursInWords(input.hours * 60)}`,
  allow: ({ actor, target }) => canTakeEmergency(actor, target),
  async change({ tx, actor, input, target, now }) {
    const { person, offer, assetName, clientName } = target;
    const stays = canReceive(person, now);
    if (stays !== true) throw conflict(stays);
    if (!canHoldTogether(offer.offer, offer.assetType, input.roleIds)) {
      const sentence = `Nobody can hold exactly these roles together on ${assetName}.`;
      throw invalidInput(sentence, { roleIds: [sentence] });
    }
    const endsAt = new Date(now.getTime() + input.hours * 3_600_000);
    const taken = await tx.emergencyAccess.create({
      data: {
        personId: person.id,
        assetId: input.assetId,
        reason: input.reason,
        takenAt: now,
        endsAt,
        ip: actor.ip,
        reviewDueAt: reviewDue(now),
      },
      select: { id: true, number: true },
    });
    const name = `E-${taken.number}`;
    const { grantIds } = await recordGrant.within(tx, systemActor("emergency", actor.ip), {
      grants: [
        {
          personId: person.id,
          ...(target.identityId ? { identityId: target.identityId } : {}),
          assetId: input.assetId,
          roleIds: input.roleIds,
          ...(target.engagementId ? { engagementId: target.engagementId } : {}),
          purpose: `Emergency ${name}: ${input.reason}`.slice(0, 2000),
          endsAt,
          lastsMinutes: input.hours * 60,
          proof: "unproved",
        },
      ],
      cause: "emergency",
      causeId: taken.id,
    });
    const what = `${rolesIn(target, input.roleIds)} on ${assetName}`;
    const marked = await conflictsBy(tx, person.id, grantIds);
    const administrators = await listAdministrators(tx, person.id);
    return {
      result: { ...taken, endsAt: endsAt.toISOString(), grantIds },
      jobs: await notify(tx, [
        {
          personId: administrators.map(({ personId }) => personId),
          kind: "break-glass",
          cause: `emergency ${taken.id}`,
          subject: `${person.name} took ${what} in an emergency`,
          text: `${clientName ?? "The studio’s own account"}. It ends by itself in ${hoursInWords(input.hours * 60)}. Somebody other than ${person.name} reviews it within two working days.${marked.length > 0 ? ` It makes conflicting duties: ${marked.join("; ")}.` : ""}`,
          href: `/emergency/${taken.id}`,
        },
      ]),
      audit: [
        {
          objectType: "emergency",
          objectId: taken.id,
          objectName: `${name}: ${person.name} took ${what}`,
          clientId: target.clientId,
          reason: input.reason,
          after: {
            until: endsAt.toISOString(),
            hours: input.hours,
            grants: grantIds,
            ...(marked.length > 0 ? { marked } : {}),
          },
        },
      ],
    };
  },
});

type Place = {
  person: { id: string; name: string; accessEndsAt: Date | null; endedAt: Date | null };
  assetName: string;
  clientId: string | null;
  clientName: string | null;
  custodianId: string | null;
  engagementId: string | null;
  identityId: string | null;
  worksThere: boolean;
  offer: AssetOffer;
};

/**
 * The account, locked as recording the grant will lock it (a weaker lock that both of two hold and want more of is a
 * deadlock), and the one who takes the access, locked against a departure; null when there is no such account.
 */
async function readPlace(tx: Tx, assetId: string, personId: string): Promise<Place | null> {
  const [person] = await tx.$queryRaw<Place["person"][]>`
    SELECT id, name, "accessEndsAt", "endedAt" FROM "Person" WHERE id = ${personId}::uuid FOR SHARE`;
  const [row] = await tx.$queryRaw<Omit<Place, "person" | "offer">[]>`
    SELECT a.name AS "assetName", a."clientId", c.name AS "clientName", a."custodianId",
      ${identityOf(Prisma.sql`${personId}::uuid`, Prisma.sql`a."platformId"`)} AS "identityId", e.id AS "engagementId",
      EXISTS (SELECT 1 FROM "Membership" m JOIN "Engagement" x ON x.id = m."engagementId"
        WHERE m."personId" = ${personId}::uuid AND m."endedAt" IS NULL AND x."clientId" = a."clientId"
          AND x."endedAt" IS NULL) AS "worksThere"
    FROM "Asset" a LEFT JOIN "Client" c ON c.id = a."clientId"
    LEFT JOIN LATERAL (
      SELECT x.id FROM "Engagement" x WHERE x."clientId" = a."clientId" AND x."endedAt" IS NULL
        AND (x."endsOn" IS NULL OR x."endsOn" >= current_date)
      ORDER BY x."endsOn" DESC NULLS FIRST, x.id LIMIT 1) e ON true
    WHERE a.id = ${assetId}::uuid AND a."endedAt" IS NULL AND c."endedAt" IS NULL FOR NO KEY UPDATE OF a`;
  const offer = (await rolesForAssets(tx, [assetId])).get(assetId);
  return person && row && offer ? { person, ...row, offer } : null;
}

/** The conflicting duties that these grants take part in, in words. */
async function conflictsBy(tx: Tx, personId: string, grantIds: readonly string[]): Promise<string[]> {
  const found = (await readConflicts(tx, [personId])).get(personId) ?? [];
  return found
    .filter((conflict) => partsOf(conflict).some(({ grantId }) => grantId && grantIds.includes(grantId)))
    .map((conflict) => conflictInWords(conflict));
}

function rolesIn({ offer }: Place, roleIds: readonly string[]): string {
  const roles = offer.offer.roles.filter((role) => roleIds.includes(role.id));
  return roleNames(roles, offer.assetType);
}
