import { z } from "zod";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { forbidden, notFound } from "@/lib/errors";
import { id } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { compareRoles } from "@/lib/platforms/explain-role";
import { WORK, type WorkKey } from "@/lib/platforms/work";
import { end } from "@/lib/register/input";
import { leaveConflictingOut } from "@/lib/requests/leave-conflicting-out";
import { previewChecks } from "@/lib/requests/preview-checks";
import { type Basis, type BasisAsset, readBasis } from "@/lib/requests/read-basis";
import { canAskUntil } from "@/lib/requests/rules/asking";
import type { Check } from "@/lib/requests/rules/checks";
import { chooseEngagement } from "@/lib/requests/rules/choose-engagement";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { effectiveEnd, engagementEnd, limitWords } from "@/lib/requests/rules/ends";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { moreOptions } from "@/lib/requests/rules/more-options";
import { type Proposal, propose } from "@/lib/requests/rules/propose";
import { heldInWords, nearestInWords } from "@/lib/requests/rules/weigh";
import { asksForOthers, canAskFor } from "@/lib/requests/rules/who-may";
import { lastDayInWords, nounsOf, requestName } from "@/lib/requests/rules/words";
import { staffClients } from "@/lib/requests/staff-clients";

/** What the form knows so far. */
export const previewInput = z.strictObject({
  clientId: id(),
  engagementId: id().optional(),
  assetIds: z.array(id()).max(100),
  personIds: z.array(id()).max(50),
  work: z.array(z.enum(WORK.map((work) => work.key))),
  until: end().optional(),
});

/** A set of roles that can be asked for. */
export type RoleChoice = { roleIds: string[]; rung: Rung; sentence: string; unverified: boolean };

/** One account: the smallest roles for the work, or the nearest, and what each person has there. */
export type PreviewAsset = {
  assetId: string;
  name: string;
  accountId: string;
  platformName: string;
  mark: string;
  smallest: Omit<RoleChoice, "sentence"> | null;
  /** The sentence that explains the smallest, or says that none fits. */
  sentence: string;
  /** When no role fits: the nearest, with what they lack and add. */
  nearest: RoleChoice[];
  /** What can be asked for beyond the smallest, with what it adds. */
  more: RoleChoice[];
  people: {
    personId: string;
    name: string;
    holds: string | null;
    /** The request in which they wait for it already; null: none. */
    waits: string | null;
    leftOut: string | null;
    /** They hold it already, for a shorter time: asking keeps it longer. */
    keeps: boolean;
    loses: string | null;
    /** The key that does the work already and has an end: it can be kept longer by one press instead. */
    extend: { grantId: string; what: string } | null;
  }[];
};

export type RequestPreview = {
  assets: PreviewAsset[];
  /** Under which it would be held. */
  engagement: { id: string; name: string } | null;
  /** Why it cannot be asked until then, in words. */
  untilRefusal: string | null;
  /** When access ends earlier than asked, why; null: as asked. */
  untilNote: string | null;
  /** What has to be done before it can be approved, and which exceptions let it through. */
  checks: Check[];
};

/**
 * What a request would ask for, before it is sent: per account the smallest roles with their sentence, what can be
 * asked beyond, and what each person holds already. The same rules as the command. Raises forbidden and not_found
 * as the command does.
 */
export async function previewRequest(
  actor: Actor,
  input: z.output<typeof previewInput>,
  now = new Date(),
): Promise<RequestPreview> {
  requirePermission(actor, "requests.ask");
  const can = canAskFor(actor, input.personIds);
  if (can !== true) throw forbidden(can);
  const known =
    asksForOthers(actor) ||
    (actor.personId && (await staffClients(db, actor.personId)).includes(input.clientId));
  const basis = known ? await readBasis(db, input) : null;
  if (!basis) throw notFound();
  const own = basis.assets.filter((asset) => asset.clientId === basis.client.id && !asset.ended);
  const asked = { work: input.work, more: [], until: input.until ?? null, now };
  const proposed = propose(own, basis.people, { ...asked, held: basis.held, waiting: basis.waiting });
  const { proposals, checks: marks } =
    input.work.length === 0
      ? { proposals: proposed, checks: [] }
      : await leaveConflictingOut(db, proposed, { clientId: basis.client.id, requesterId: actor.personId });
  const engagement =
    basis.engagements.find(({ id: each }) => each === input.engagementId) ??
    chooseEngagement(basis.engagements, input.personIds, now);
  const over = engagement ? engagementEnd({ ...engagement, endedAt: null }) : null;
  const until = input.until
    ? canAskUntil(input.until, { now, engagementEnd: over, clientName: basis.client.name })
    : true;
  const platforms = new Map(own.map(({ platformId, platformName }) => [platformId, platformName]));
  const checks = await previewChecks(
    db,
    basis,
    {
      engagementId: engagement?.id ?? null,
      platforms: [...platforms].map(([platformId, name]) => ({ id: platformId, name })),
      requesterId: actor.personId,
    },
    now,
  );
  return {
    checks: [...checks, ...marks],
    assets: proposals.map((proposal) => showAsset(proposal, input.work, basis)),
    engagement: engagement && { id: engagement.id, name: engagement.name },
    untilRefusal: until === true ? null : until,
    untilNote:
      until === true && input.until && input.work.length > 0
        ? noteOf(proposals, engagement, input.until, now)
        : null,
  };
}

/** Before any work is chosen: what is held and waits, and nothing that would be asked for. */
function showAsset(
  proposal: Proposal<BasisAsset>,
  work: readonly WorkKey[],
  { waiting }: Pick<Basis, "waiting">,
): PreviewAsset {
  const { asset, smallest, sentence, items } = proposal;
  const rung = (roles: readonly RoleRow[]) => rungOf(asset.offer, asset.assetType, roles);
  const choice = (roles: readonly RoleRow[], text: string): RoleChoice => ({
    roleIds: roles.map((role) => role.id),
    rung: rung(roles),
    sentence: text,
    unverified: roles.some((role) => !role.verified),
  });
  const chosen = work.length > 0;
  const fits = chosen && smallest.kind === "fits" ? smallest.roles : null;
  return {
    assetId: asset.assetId,
    name: asset.name,
    accountId: showAccountId({ ...asset, type: asset.assetType }),
    platformName: asset.platformName,
    mark: asset.mark,
    smallest: fits && {
      roleIds: fits.map((role) => role.id),
      rung: rung(fits),
      unverified: fits.some((r) => !r.verified),
    },
    sentence: chosen ? sentence : "",
    nearest:
      chosen && smallest.kind === "none"
        ? smallest.nearest.map((set) => choice(set.roles, nearestInWords(set, asset.assetType)))
        : [],
    more: fits
      ? moreOptions(asset.offer, asset.assetType, fits).map((roles) =>
          choice(roles, `adds ${nounsOf(compareRoles(roles, fits).adds)}`),
        )
      : [],
    people: items.map(({ personId, personName, held, leftOut, enough, keeps, loses }) => {
      const number = waiting(personId, asset.assetId);
      const ending = held.find((each) => each.direct && each.endsAt !== null);
      return {
        personId,
        name: personName,
        holds: held.length > 0 ? held.map(heldInWords).join("; ") : null,
        waits: number === null ? null : requestName(number),
        leftOut: chosen ? leftOut : null,
        keeps: chosen && keeps,
        loses: chosen ? loses : null,
        extend:
          chosen && enough && number === null && ending
            ? {
                grantId: ending.grantId,
                what: `${ending.roleName} of ${personName} on ${asset.name}`,
              }
            : null,
      };
    }),
  };
}

/** The first account on which access would end earlier than asked, in words. */
function noteOf(
  proposals: readonly Proposal<BasisAsset>[],
  engagement: { endsOn: Date | null; longestGrantDays: number | null } | null,
  asked: Date,
  now: Date,
): string | null {
  for (const proposal of proposals) {
    const capabilities = proposal.asked.flatMap((role) => role.capabilities);
    const { end: ends, limit } = effectiveEnd({
      from: now,
      asked,
      capabilities,
      engagement,
      personEndsOn: null,
    });
    if (limit !== "asked")
      return `On ${proposal.asset.name} it will last until ${lastDayInWords(ends)} at most: ${limitWords[limit]}.`;
  }
  return null;
}
