import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { grantEntry, lockGrants } from "@/lib/register/lock-grants";
import { moveEnds } from "@/lib/register/move-ends";
import { type GrantMove, moveGrants } from "@/lib/register/move-grants";
import { isEnding, isOver } from "@/lib/register/rules/grant-life";

const grantId = id();

/**
 * Brings grants into line with a better record of what is so already, many at once and in a constant number of
 * statements: another end, the identity by which the platform knows the holder, a fuller purpose, and grants that
 * another role has replaced (over, without a proof). It plans no work. Raises conflict for a grant that is being
 * taken back or is over.
 */
export const correctGrants = command({
  name: "register.correct-grants",
  permission: "register.record",
  timeoutMs: 120_000,
  input: z.strictObject({
    ends: z.array(z.strictObject({ grantId, endsAt: z.date() })).max(50_000),
    identities: z.array(z.strictObject({ grantId, identityId: id() })).max(50_000),
    purposes: z.array(z.strictObject({ grantId, purpose: paragraph(4000) })).max(50_000),
    replaced: z.array(z.strictObject({ grantId })).max(50_000),
    reason: paragraph(500),
  }),
  async target(tx, input) {
    const all = [...input.ends, ...input.identities, ...input.purposes, ...input.replaced];
    const ids = [...new Set(all.map((each) => each.grantId))];
    const grants = await lockGrants(tx, ids);
    return grants.length === ids.length ? grants : null;
  },
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const stuck = target.find((grant) => isEnding(grant.state) || isOver(grant.state));
    if (stuck)
      throw conflict(
        `${stuck.roleName} of ${stuck.holderName} on ${stuck.assetName} is being taken back or is over, so it does not change any more.`,
      );
    const { reason } = input;
    const by = { now, byId: actor.personId };
    const byId = new Map(target.map((grant) => [grant.id, grant]));
    const of = <Row extends { grantId: string }>(rows: readonly Row[]) =>
      rows.flatMap((row) => {
        const grant = byId.get(row.grantId);
        return grant ? [{ ...row, grant }] : [];
      });

    const ends = await moveEnds(tx, of(input.ends), { ...by, reason });
    await setTexts(tx, input, by);
    const moves = of(input.replaced).map(
      ({ grant }): GrantMove => ({
        grantId: grant.id,
        to: grant.state === "active" ? "removed" : "not_granted",
        reason,
      }),
    );
    await moveGrants(tx, moves, by);
    return {
      result: { corrected: target.length },
      audit: [
        ...ends,
        ...of(input.identities).map(({ grant, identityId }) =>
          grantEntry(grant, { before: { identityId: grant.identityId }, after: { identityId }, reason }),
        ),
        ...of(input.purposes).map(({ grant, purpose }) =>
          grantEntry(grant, { before: { purpose: grant.purpose }, after: { purpose }, reason }),
        ),
        ...of(input.replaced).map(({ grant }, at) =>
          grantEntry(grant, {
            before: { state: grant.state },
            after: { state: moves[at]?.to ?? null },
            reason,
          }),
        ),
      ],
    };
  },
});

type Texts = {
  identities: readonly { grantId: string; identityId: string }[];
  purposes: readonly { grantId: string; purpose: string }[];
};

async function setTexts(tx: Tx, texts: Texts, { now, byId }: { now: Date; byId: string | null }) {
  const rows = [...texts.identities, ...texts.purposes];
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Grant" g SET "identityId" = coalesce(m."identityId", g."identityId"),
      purpose = coalesce(m.purpose, g.purpose), "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
    FROM (SELECT "grantId", (array_agg("identityId") FILTER (WHERE "identityId" IS NOT NULL))[1] AS "identityId",
        max(purpose) AS purpose
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("grantId" uuid, "identityId" uuid, purpose text)
      GROUP BY "grantId") m
    WHERE g.id = m."grantId"`;
}
