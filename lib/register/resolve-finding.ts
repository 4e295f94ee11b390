import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { behind } from "@/lib/register/behind";
import { isOwnAccess } from "@/lib/register/rules/who-may";

/** Closes a finding with what was decided about it. Raises conflict when it is closed already. */
export const resolveFinding = command({
  name: "register.resolve-finding",
  permission: "findings.resolve",
  input: z.strictObject({ findingId: id(), resolution: paragraph() }),
  async target(tx, input) {
    const [finding] = await tx.$queryRaw<Target[]>`
      SELECT f.id, f.detail, f."resolvedAt", a."clientId", coalesce(f."personId", g."personId") AS "personId",
        ${behind(Prisma.sql`g`)} AS "behindIds"
      FROM "Finding" f
      LEFT JOIN "Grant" g ON g.id = f."grantId"
      LEFT JOIN "Asset" a ON a.id = g."assetId"
      WHERE f.id = ${input.findingId}::uuid FOR UPDATE OF f`;
    return finding ?? null;
  },
  allow: ({ actor, target }) =>
    !isOwnAccess(actor.personId, target) ||
    "This finding is about your own access. A second person has to decide.",
  async change({ tx, actor, input, target, now }) {
    if (target.resolvedAt) throw conflict("This finding has just been resolved by somebody else.");
    await tx.finding.update({
      where: { id: target.id },
      data: { resolvedAt: now, resolvedById: actor.personId, resolution: input.resolution },
    });
    return {
      result: { findingId: target.id },
      audit: [
        {
          objectType: "finding",
          objectId: target.id,
          objectName: target.detail,
          clientId: target.clientId,
          reason: input.resolution,
          after: { resolved: true },
        },
      ],
    };
  },
});

type Target = {
  id: string;
  detail: string;
  resolvedAt: Date | null;
  clientId: string | null;
  personId: string | null;
  behindIds: string[];
};
