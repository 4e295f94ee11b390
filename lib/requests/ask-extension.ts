import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import type { Capability } from "@/lib/platforms/capabilities";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import type { WorkKey } from "@/lib/platforms/work";
import { end } from "@/lib/register/input";
import { isWanted } from "@/lib/register/rules/grant-life";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { engagementEnd } from "@/lib/requests/rules/ends";
import { extendedEnd, workOf } from "@/lib/requests/rules/extension";
import { canAskFor } from "@/lib/requests/rules/who-may";
import type { GrantState } from "@/prisma/generated/enums";

/**
 * Asks to keep access longer that somebody holds: the same roles for the same work, with a new reason, decided like
 * any other request. Without a day it is asked for as long again as it was given, or until the engagement ends.
 * Raises conflict for access that is being taken back or has no end; what `askForAccess` raises.
 */
export const askExtension = command({
  name: "requests.ask-extension",
  permission: "requests.ask",
  input: z.strictObject({ grantId: id(), until: end().optional(), reason: paragraph() }),
  target: (tx, { grantId }) => readToExtend(tx, grantId),
  allow: ({ actor, target }) => canAskFor(actor, [target.personId]),
  async change({ tx, actor, input, target, now }) {
    const { clientId, assetName, engagement, personId, assetId, asked } = target;
    if (!isWanted(target.state) || !target.endsAt) {
      throw conflict("This access is being taken back or has no end. Ask for it anew if it is needed.");
    }
    if (!clientId) throw conflict(`${assetName} belongs to no client. Ask the security lead.`);
    const work = asked ? asked.work : workOf(target.category, target.capabilities);
    if (work.length === 0) {
      throw conflict("What this access is for is not known. Ask for it anew, by what has to be done.");
    }
    const over = engagement ? engagementEnd({ ...engagement, endedAt: null }) : null;
    const until = input.until ?? extendedEnd({ ...target, endsAt: target.endsAt }, over, now);
    if (until <= target.endsAt) {
      const sentence = "It lasts until then already. Choose a later day.";
      throw invalidInput(sentence, { until: [sentence] });
    }
    const more = { assetId, roleIds: target.roleIds, reason: asked?.aboveReason ?? input.reason };
    // The audit has it as a request, like any other.
    const result = await askForAccess.within(tx, actor, {
      clientId,
      ...(engagement ? { engagementId: engagement.id } : {}),
      assetIds: [assetId],
      personIds: [personId],
      work,
      until,
      reason: input.reason,
      more: [more],
    });
    return { result, audit: [] };
  },
});

type ToExtend = {
  personId: string;
  clientId: string | null;
  assetId: string;
  assetName: string;
  category: PlatformCategory;
  state: GrantState;
  startsAt: Date;
  endsAt: Date | null;
  engagement: { id: string; endsOn: Date | null } | null;
  /** All that the holder has directly on the account by the same cause, and what it can do. */
  roleIds: string[];
  capabilities: Capability[];
  /** The request that it came by. */
  asked: { work: WorkKey[]; aboveReason: string | null } | null;
};

/** A person's grant with what it was asked for; null where a robot or a shared login holds it. */
async function readToExtend(tx: Tx, grantId: string): Promise<ToExtend | null> {
  const rows = await tx.$queryRaw<
    (Omit<ToExtend, "engagement" | "asked" | "roleIds" | "capabilities"> & {
      engagementId: string | null;
      endsOn: Date | null;
      work: WorkKey[] | null;
      aboveReason: string | null;
      causeId: string | null;
    })[]
  >`
    SELECT g."personId", a."clientId", a.id AS "assetId", a.name AS "assetName", pl.category, g.state::text,
      g."startsAt", g."endsAt", e.id AS "engagementId", e."endsOn", q.work, i."aboveReason",
      CASE WHEN i.id IS NOT NULL THEN g."causeId" END AS "causeId"
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Engagement" e ON e.id = g."engagementId" AND e."endedAt" IS NULL
    LEFT JOIN "RequestItem" i ON g.cause = 'request' AND i.id = g."causeId"
    LEFT JOIN "AccessRequest" q ON q.id = i."requestId"
    WHERE g.id = ${grantId}::uuid AND g."personId" IS NOT NULL`;
  const [row] = rows;
  if (!row) return null;
  const { engagementId, endsOn, work, aboveReason, causeId, ...grant } = row;
  const roles = await tx.$queryRaw<{ id: string; capabilities: Capability[] }[]>`
    SELECT pr.id, pr.capabilities::text[] AS capabilities FROM "Grant" g JOIN "PlatformRole" pr ON pr.id = g."roleId"
    WHERE g."personId" = ${grant.personId}::uuid AND g."assetId" = ${grant.assetId}::uuid
      AND g.state IN ('to_grant', 'invited', 'active')
      AND (${causeId}::uuid IS NULL OR g."causeId" = ${causeId}::uuid)`;
  return {
    ...grant,
    engagement: engagementId ? { id: engagementId, endsOn } : null,
    roleIds: roles.map((role) => role.id),
    capabilities: roles.flatMap((role) => role.capabilities),
    asked: work && { work, aboveReason },
  };
}
