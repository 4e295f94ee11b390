import { z } from "zod";
import { command } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { notify } from "@/lib/notify";
import { endGrants } from "@/lib/register/end-grants";
import { canReviewEmergency } from "@/lib/requests/rules/emergency";

/**
 * Somebody else than who took it says whether an emergency was one, and why they think so. Once: it stands in the
 * audit log and is told to who took it. What was not justified and is still held ends at once.
 */
export const reviewEmergency = command({
  name: "requests.review-emergency",
  permission: "emergency.review",
  input: z.strictObject({
    emergencyId: id(),
    verdict: z.enum(["justified", "not_justified"], "Say whether it was justified."),
    note: paragraph(),
  }),
  async target(tx, { emergencyId }) {
    const [row] = await tx.$queryRaw<Taken[]>`
      SELECT x.id, x.number, x."personId", p.name AS "personName", a.name AS "assetName", a."clientId", x."reviewedAt",
        array(SELECT g.id FROM "Grant" g WHERE g.cause = 'emergency' AND g."causeId" = x.id
          AND g.state IN ('to_grant', 'invited', 'active')) AS "heldIds"
      FROM "EmergencyAccess" x JOIN "Person" p ON p.id = x."personId" JOIN "Asset" a ON a.id = x."assetId"
      WHERE x.id = ${emergencyId}::uuid FOR UPDATE OF x`;
    return row ?? null;
  },
  allow: ({ actor, target }) => canReviewEmergency(actor, target),
  async change({ tx, actor, input: { verdict, note }, target, now }) {
    await tx.emergencyAccess.update({
      where: { id: target.id },
      data: { reviewedAt: now, reviewedById: actor.personId, verdict, reviewNote: note },
    });
    if (verdict === "not_justified" && target.heldIds.length > 0) {
      const reason = "The emergency was not one.";
      await endGrants.within(tx, actor, { grantIds: target.heldIds, reason, cause: "recorded" });
    }
    const words = verdict === "justified" ? "was justified" : "was not justified";
    return {
      result: { verdict },
      jobs: await notify(tx, [
        {
          personId: target.personId,
          kind: "break-glass",
          cause: `emergency ${target.id} reviewed`,
          subject: `Your emergency access to ${target.assetName} ${words}`,
          text: `${actor.name} has looked at it: ${note}`,
          href: `/emergency/${target.id}`,
        },
      ]),
      audit: [
        {
          objectType: "emergency",
          objectId: target.id,
          objectName: `E-${target.number}: ${target.personName} on ${target.assetName}`,
          clientId: target.clientId,
          reason: note,
          after: { verdict },
        },
      ],
    };
  },
});

type Taken = {
  id: string;
  number: number;
  personId: string;
  personName: string;
  assetName: string;
  clientId: string | null;
  reviewedAt: Date | null;
  heldIds: string[];
};
