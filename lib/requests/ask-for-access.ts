import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { Prisma, type Tx } from "@/lib/db";
import { conflict, forbidden, invalidInput } from "@/lib/errors";
import { id, paragraph, wholeNumber } from "@/lib/input";
import { roleNames } from "@/lib/platforms/explain-role";
import { WORK } from "@/lib/platforms/work";
import { lockAlone } from "@/lib/preconditions/lock-alone";
import { end } from "@/lib/register/input";
import { newIds, takeId } from "@/lib/register/new-ids";
import { applyPolicy } from "@/lib/requests/apply-policy";
import { decideByPolicy } from "@/lib/requests/decide-by-policy";
import { leaveConflictingOut } from "@/lib/requests/leave-conflicting-out";
import { lockDrafts } from "@/lib/requests/lock-drafts";
import { type Basis, type BasisAsset, readBasis } from "@/lib/requests/read-basis";
import { canAskUntil, canReceive } from "@/lib/requests/rules/asking";
import { chooseEngagement } from "@/lib/requests/rules/choose-engagement";
import { engagementEnd } from "@/lib/requests/rules/ends";
import { type Proposal, propose } from "@/lib/requests/rules/propose";
import { JUST_IN_TIME, latestJustInTimeEnd, requestExpiry } from "@/lib/requests/rules/request-expiry";
import { asksForOthers, canAskFor, needsOf } from "@/lib/requests/rules/who-may";
import { listed, requestName, requestSentence, workInWords } from "@/lib/requests/rules/words";
import { staffClients } from "@/lib/requests/staff-clients";
import { tellClient } from "@/lib/requests/tell-client";
import { tellDeciders } from "@/lib/requests/tell-deciders";

const MOST_ITEMS = 500;
const workKeys = WORK.map((work) => work.key);

/** What came of it: the request, how many items wait, and what was left out with the reason in words. */
export type AskedForAccess = { id: string; number: number; items: number; leftOut: string[] };

/**
 * Asks for access by what has to be done. On each account Keyholder works out the smallest roles that do the work
 * and keeps them with the sentence that explains them; more than that is asked with a reason of its own. What is
 * already held, waits already, or makes conflicting duties that are refused, is left out in words. The access policy says of each item who decides it; what a
 * rule approves or refuses by itself is decided in the same transaction.
 *
 * Raises invalid_input: a day that has passed or lies beyond the engagement, somebody who leaves, an account on
 * which no role does the work and none was chosen, more than the smallest without a reason. Raises conflict when
 * nothing is left to ask for.
 */
export const askForAccess = command({
  name: "requests.ask-for-access",
  permission: "requests.ask",
  input: z
    .strictObject({
      clientId: id(),
      /** Absent: the one that the holders work on, else the one that ends last. */
      engagementId: id().optional(),
      assetIds: z.array(id(), "Choose at least one account.").min(1, "Choose at least one account.").max(100),
      /** Absent: for the one who asks. */
      personIds: z.array(id()).min(1, "Choose for whom.").max(50).optional(),
      work: z
        .array(z.enum(workKeys, "Choose from the list."), "Choose what has to be done.")
        .min(1, "Choose what has to be done."),
      /** Until a day; absent where it is asked for a few hours. */
      until: end().optional(),
      /** Just in time: for so long from the moment in which the access works. */
      lastsMinutes: wholeNumber(JUST_IN_TIME.min, JUST_IN_TIME.max).optional(),
      reason: paragraph(),
      more: z
        .array(
          z.strictObject({
            assetId: id(),
            roleIds: z.array(id(), "Choose a role.").min(1, "Choose a role.").max(20),
            reason: paragraph(500).optional(),
          }),
        )
        .max(100)
        .default([]),
      /** A grant to keep longer, also by a smaller role than the one that is held. */
      extendsId: id().optional(),
      /** The draft that it is sent from: it is gone then. */
      draftId: id().optional(),
      /** For the system alone: in whose name. */
      requesterId: id().optional(),
    })
    .refine(({ until, lastsMinutes: lasts }) => (until === undefined) !== (lasts === undefined), {
      path: ["until"],
      message: "Say until when, or for how many hours.",
    }),
  async target(tx, input, actor) {
    const requesterId = actor.personId ?? input.requesterId;
    if (!requesterId) return null;
    const personIds = [...new Set(input.personIds ?? [requesterId])];
    const assetIds = [...new Set(input.assetIds)];
    await lockAlone(tx, personIds);
    const basis = await readBasis(tx, { clientId: input.clientId, assetIds, personIds }, true);
    if (!basis) return null;
    const known = asksForOthers(actor) || (await staffClients(tx, requesterId)).includes(input.clientId);
    const requester = await tx.person.findUnique({
      where: { id: requesterId },
      select: { id: true, name: true },
    });
    return known && requester ? { basis, requester, personIds, assetIds } : null;
  },
  allow({ actor, input, target }) {
    if (input.requesterId && actor.kind !== "system") return "Everybody asks in their own name.";
    return canAskFor(actor, target.personIds);
  },
  async change({ tx, actor, input, target, now }) {
    const { basis, requester } = target;
    const lasts = input.lastsMinutes ?? null;
    const until = input.until ?? latestJustInTimeEnd(now, lasts ?? 0);
    const engagement = checkBasis(basis, { ...input, until }, target, now);
    await checkExtended(tx, input.extendsId, target);
    const proposed = propose(basis.assets, basis.people, {
      work: input.work,
      more: input.more.map((more) => ({ ...more, reason: more.reason ?? null })),
      longer: input.extendsId !== undefined,
      // What is needed for a few hours keeps nothing longer that is held already.
      until: lasts === null ? until : null,
      now,
      held: basis.held,
      waiting: basis.waiting,
    });
    refuse(proposed, input);
    const { proposals, checks } = await leaveConflictingOut(tx, proposed, {
      clientId: basis.client.id,
      requesterId: requester.id,
    });
    const items = proposals.flatMap((proposal) =>
      proposal.items.filter((item) => item.leftOut === null).map((item) => ({ proposal, item })),
    );
    const leftOut = proposals.flatMap(({ asset, items: of }) =>
      of.flatMap((item) => (item.leftOut ? [`${asset.name}: ${item.leftOut}`] : [])),
    );
    if (items.length === 0) throw conflict(`There is nothing to ask for. ${leftOut.join(" ")}`);
    if (items.length > MOST_ITEMS)
      throw invalidInput(`These are ${items.length} items. Ask for at most ${MOST_ITEMS} at once.`);

    await takeDraft(tx, requester.id, input.draftId);
    const request = await tx.accessRequest.create({
      data: {
        draftId: input.draftId ?? null,
        extendsId: input.extendsId ?? null,
        requesterId: requester.id,
        clientId: basis.client.id,
        engagementId: engagement?.id ?? null,
        work: input.work,
        reason: input.reason,
        until,
        lastsMinutes: lasts,
        expiresAt: requestExpiry(now, lasts),
        createdAt: now,
        createdById: actor.personId,
      },
      select: { id: true, number: true },
    });
    await insertItems(tx, request.id, requester.id, items, basis);
    const outcomes = await applyPolicy(tx, Prisma.sql`i."requestId" = ${request.id}::uuid`);
    const byItself = outcomes.some((outcome) => outcome === "approve" || outcome === "refuse");
    if (byItself) await decideByPolicy.within(tx, systemActor("policy"), { requestId: request.id });
    const people = basis.people.filter((person) => items.some(({ item }) => item.personId === person.id));
    const sentence = requestSentence({
      requester,
      people,
      work: input.work,
      clientName: basis.client.name,
      waits: true,
    });
    const waiting = await tx.requestItem.findMany({
      where: { requestId: request.id, state: "waiting" },
      select: {
        id: true,
        requesterId: true,
        personId: true,
        state: true,
        aboveSmallest: true,
        policyOutcome: true,
      },
    });
    const forClient = waiting.filter((item) => needsOf(item) === "security_lead_and_client");
    const client = await tellClient(
      tx,
      { ...request, expiresAt: requestExpiry(now, lasts), itemIds: forClient.map((item) => item.id) },
      { kind: "asked" },
    );
    const told = await tellDeciders(tx, {
      ...request,
      sentence,
      reason: input.reason,
      expiresAt: requestExpiry(now, lasts),
      items: waiting.map((item) => ({ ...item, needs: needsOf(item) })),
    });
    return {
      jobs: [...told, ...client.jobs],
      result: { ...request, items: items.length, leftOut } satisfies AskedForAccess,
      audit: [
        {
          objectType: "request",
          objectId: request.id,
          objectName: `${requestName(request.number)}: ${sentence}`,
          clientId: basis.client.id,
          reason: input.reason,
          after: {
            work: workInWords(input.work),
            until: until.toISOString(),
            ...(lasts === null ? {} : { lastsMinutes: lasts }),
            items: items.map(({ proposal, item }) => itemInWords(proposal, item.personName)),
            leftOut,
            ...(checks.length > 0 ? { marked: checks.map((check) => check.text) } : {}),
          },
        },
      ],
    };
  },
});

/** Ends the draft that is sent. Raises conflict when it was sent before. */
async function takeDraft(tx: Tx, requesterId: string, draftId: string | undefined): Promise<void> {
  if (!draftId) return;
  await lockDrafts(tx, requesterId);
  const sent = await tx.accessRequest.findUnique({ where: { draftId }, select: { number: true } });
  if (sent)
    throw conflict(`This draft was sent already, as ${requestName(sent.number)}. Begin a new request.`);
  await tx.requestDraft.deleteMany({ where: { id: draftId, personId: requesterId } });
}

/** A grant that is kept longer is one of the people on one of the accounts. Raises forbidden. */
async function checkExtended(
  tx: Tx,
  grantId: string | undefined,
  asked: { personIds: readonly string[]; assetIds: readonly string[] },
): Promise<void> {
  if (!grantId) return;
  const grant = await tx.grant.findUnique({
    where: { id: grantId },
    select: { personId: true, assetId: true },
  });
  const fits =
    grant?.personId && asked.personIds.includes(grant.personId) && asked.assetIds.includes(grant.assetId);
  if (!fits) throw forbidden("What is to be kept longer is not part of this request.");
}

type Input = { clientId: string; engagementId?: string | undefined; until: Date };

/** What has to be right before anything is weighed; gives the engagement, or null where the client has none. */
function checkBasis(
  basis: Basis,
  input: Input,
  asked: { personIds: readonly string[]; assetIds: readonly string[] },
  now: Date,
) {
  const { client, engagements, assets, people } = basis;
  if (client.endedAt)
    throw conflict(`${client.name} is no longer a client, so nobody gets new access there.`);
  const foreign =
    assets.length < asked.assetIds.length || assets.some((asset) => asset.clientId !== client.id);
  if (foreign)
    throw field("assetIds", `One of the accounts is not one of ${client.name}. Choose from the list.`);
  const ended = assets.find((asset) => asset.ended);
  if (ended) throw field("assetIds", `${ended.name} has ended in the register. Leave it out.`);
  if (people.length < asked.personIds.length) throw field("personIds", "Choose people from the list.");
  for (const person of people) {
    const stays = canReceive(person, now);
    if (stays !== true) throw field("personIds", stays);
  }
  const engagement = input.engagementId
    ? engagements.find((each) => each.id === input.engagementId)
    : chooseEngagement(engagements, asked.personIds, now);
  if (input.engagementId && !engagement)
    throw field(
      "engagementId",
      `This is not a running engagement with ${client.name}. Choose one from the list.`,
    );
  const can = canAskUntil(input.until, {
    now,
    engagementEnd: engagement ? engagementEnd({ ...engagement, endedAt: null }) : null,
    clientName: client.name,
  });
  if (can !== true) throw field("until", can);
  return engagement ?? null;
}

function refuse(
  proposals: readonly Proposal<BasisAsset>[],
  input: { more: readonly { assetId: string }[] },
): void {
  const refused = proposals.filter((proposal) => proposal.refusal !== null);
  if (refused.length > 0) {
    const fields = refused.map(({ asset, refusal }) => {
      const place = input.more.findIndex((more) => more.assetId === asset.assetId);
      return [place < 0 ? "assetIds" : `more.${place}.reason`, refusal ?? ""] as const;
    });
    throw invalidInput(
      listed(refused.map(({ refusal }) => refusal ?? "")),
      Object.fromEntries(
        [...Map.groupBy(fields, ([name]) => name)].map(([name, of]) => [name, of.map(([, text]) => text)]),
      ),
    );
  }
  if (input.more.some((more) => !proposals.some(({ asset }) => asset.assetId === more.assetId)))
    throw forbidden("More was asked on an account that is not part of this request.");
}

async function insertItems(
  tx: Tx,
  requestId: string,
  requesterId: string,
  items: readonly { proposal: Proposal<BasisAsset>; item: { personId: string } }[],
  basis: Basis,
): Promise<void> {
  const ids = await newIds(tx, items.length);
  const rows = items.map(({ proposal, item }) => ({ id: takeId(ids), proposal, personId: item.personId }));
  await tx.requestItem.createMany({
    data: rows.map(({ id: itemId, proposal, personId }) => ({
      id: itemId,
      requestId,
      requesterId,
      personId,
      identityId:
        basis.people.find((person) => person.id === personId)?.identities[proposal.asset.platformId] ?? null,
      assetId: proposal.asset.assetId,
      aboveSmallest: proposal.above,
      aboveReason: proposal.aboveReason,
      explanation: proposal.sentence,
    })),
  });
  await tx.requestItemRole.createMany({
    data: rows.flatMap(({ id: itemId, proposal }) => [
      ...(proposal.smallest.kind === "fits"
        ? proposal.smallest.roles.map((role) => ({ itemId, roleId: role.id, as: "smallest" as const }))
        : []),
      ...proposal.asked.map((role) => ({ itemId, roleId: role.id, as: "asked" as const })),
    ]),
  });
}

/** An item for the audit: "Omar Rahman: Admin on Kite – Search, more than the smallest (easier during Q4)". */
function itemInWords({ asset, asked, above, aboveReason }: Proposal<BasisAsset>, personName: string): string {
  const more = above ? `, more than the smallest (${aboveReason})` : "";
  return `${personName}: ${roleNames(asked, asset.assetType)} on ${asset.name}${more}`;
}

const field = (name: string, sentence: string) => invalidInput(sentence, { [name]: [sentence] });
