import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { Prisma, type Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import type { Job } from "@/lib/jobs";
import { notify } from "@/lib/notify";
import { roleNames } from "@/lib/platforms/explain-role";
import {
  decidedItem,
  decisionEntry,
  type Given,
  giveApproved,
  weighApprovals,
} from "@/lib/requests/give-approved";
import { closeRequests, lockHolders, lockItems } from "@/lib/requests/lock-items";
import { readItemContacts } from "@/lib/requests/read-client-side";
import { type ItemDetail, readItems } from "@/lib/requests/read-items";
import type { Choice } from "@/lib/requests/rules/choose-roles";
import { canAnswer, type LeadApproval } from "@/lib/requests/rules/client-answer";
import { privilegedRoles } from "@/lib/requests/rules/privileged";
import { dayInWords, requestName } from "@/lib/requests/rules/words";
import { markAnswered } from "@/lib/requests/tell-client";
import { tellDecided } from "@/lib/requests/tell-decided";

/** What came of answers: how many were agreed to, how many of these are given now, and how many were declined. */
export type Answered = { agreed: number; given: number; declined: number };

/**
 * A client's own answer, by one of its contacts, to what is asked for at its accounts: one item or several at once. A
 * no rejects them, with its reason. A yes gives what the security lead has approved already, in the same transaction;
 * where they have not decided, it waits for them. Where something stands against it by now, the yes is kept, and the
 * security lead is told to decide again. Privileged roles take a proof, as for the studio.
 *
 * All or nothing. Raises not_found for another client's, forbidden for what one asked for or would hold oneself,
 * conflict for what was answered, or is over, meanwhile.
 */
export const answerItems = command({
  name: "requests.answer-items",
  permission: "room.answer",
  timeoutMs: 60_000,
  input: z
    .strictObject({
      itemIds: z.array(id(), "Choose what to answer.").min(1, "Choose what to answer.").max(200),
      answer: z.enum(["yes", "no"]),
      reason: paragraph(1000).optional(),
    })
    .refine(({ answer, reason }) => answer === "yes" || reason, {
      path: ["reason"],
      message: "Say why: the studio reads it.",
    }),
  async target(tx, { itemIds }, { contactId, clientId }) {
    const wanted = new Set(itemIds).size;
    if (!contactId || !clientId) return null;
    const request = { clientId };
    const where = { id: { in: itemIds }, policyOutcome: "security_lead_and_client", request } as const;
    if ((await tx.requestItem.count({ where })) < wanted) return null;
    await lockHolders(tx, itemIds);
    const ids = await lockItems(tx, { itemIds });
    await lockContact(tx, contactId);
    const items = await readItems(tx, Prisma.sql`i.id = ANY(${ids}::uuid[])`);
    const contacts = await readItemContacts(tx, ids);
    const standings = items.map((item) => {
      const own = contacts.get(item.id)?.find((contact) => contact.contactId === contactId);
      return { clientName: item.clientName, standing: own?.standing ?? ("none" as const) };
    });
    return { items, standings, contactId };
  },
  also: ({ input, target }) =>
    input.answer === "yes" && privilegedOf(target.items).length > 0 ? "room.answer-privileged" : null,
  confirming({ target }) {
    const [first, ...more] = privilegedOf(target.items);
    if (!first) return "approve this";
    const { item, roles } = first;
    const others = more.length > 0 ? `, and ${more.length} more like it` : "";
    return `approve ${roleNames(roles, item.asset.type)} for ${item.holder.name} on ${item.asset.name}${others}`;
  },
  allow({ target }) {
    for (const { standing, clientName } of target.standings) {
      const can = canAnswer(standing, clientName);
      if (can !== true) return can;
    }
    return true;
  },
  async change({ tx, actor, input, target, now }) {
    const { items, contactId } = target;
    refuseOver(items);
    const agrees = input.answer === "yes";
    await tx.clientAnswer.createMany({
      data: items.map((item) => ({
        itemId: item.id,
        contactId,
        agrees,
        words: input.reason ?? null,
        proof: agrees && privilegedOf([item]).length > 0 ? ("fresh" as const) : null,
        answeredAt: now,
      })),
    });
    const answered = { tx, items, now, contactName: actor.name, reason: input.reason ?? null };
    const { given, jobs } = agrees ? await giveAgreed(answered) : await rejectDeclined(answered);
    await closeRequests(tx, [...new Set(items.map((item) => item.requestId))], now);
    await markAnswered(tx, items, now);
    return {
      jobs,
      result: {
        agreed: agrees ? items.length : 0,
        given: given.size,
        declined: agrees ? 0 : items.length,
      } satisfies Answered,
      audit: items.map((item) => {
        const approval = given.get(item.id) ?? null;
        const waits = agrees && !approval;
        return decisionEntry(item, approval, {
          reason: input.reason ?? null,
          clientAnswer: agrees ? "yes" : "no",
          ...(waits ? { state: "waits for the security lead" } : {}),
        });
      }),
    };
  },
});

/** The contact and their account stay as they are meanwhile. */
async function lockContact(tx: Tx, contactId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT k.id FROM "ClientContact" k JOIN "Account" a ON a."contactId" = k.id
    WHERE k.id = ${contactId}::uuid FOR SHARE`;
}

/** What a yes gives: what the security lead has approved, else at most what was asked. */
const choiceOf = ({ leadApproval }: ItemDetail): Choice =>
  leadApproval ? { kind: "roles", roles: leadApproval.roles } : { kind: "asked" };

/** What is agreed to of privileged roles, of what can still be answered. */
function privilegedOf(items: readonly ItemDetail[]) {
  return items.flatMap((item) => {
    const open = item.state === "waiting" && item.clientAnswer === null;
    const roles = open ? privilegedRoles(choiceOf(item), item) : null;
    return roles ? [{ item, roles }] : [];
  });
}

/** Nothing is skipped in silence: one that is answered or over already stops the whole. */
function refuseOver(items: readonly ItemDetail[]): void {
  const over = items.find((item) => item.state !== "waiting" || item.clientAnswer !== null);
  if (!over) return;
  const { holder, asset, clientAnswer } = over;
  const what = clientAnswer
    ? `was answered by ${clientAnswer.byName} on ${dayInWords(clientAnswer.at)}`
    : "is not asked for any more";
  throw conflict(
    `${requestName(over.number)} (${holder.name} on ${asset.name}) ${what}. Nothing was changed; reload the page.`,
  );
}

type Answering = {
  tx: Tx;
  items: readonly ItemDetail[];
  now: Date;
  contactName: string;
  reason: string | null;
};
type Came = { given: Map<string, Given>; jobs: Job[] };

/** Who approved it, and in whose place: the one may not decide any more by now. */
const approversOf = ({ leadId, inPlaceOfId }: LeadApproval): string[] =>
  inPlaceOfId ? [leadId, inPlaceOfId] : [leadId];

/** Gives what the security lead has approved; tells them of what something stands against by now. */
async function giveAgreed({ tx, items, now, contactName }: Answering): Promise<Came> {
  const approved = items.filter((item) => item.leadApproval !== null);
  if (approved.length === 0) return { given: new Map(), jobs: [] };
  const how = (item: ItemDetail) => ({ choice: choiceOf(item), until: item.leadApproval?.until ?? null });
  const weighed = await weighApprovals(tx, approved, how, now);
  const given = new Map<string, Given>();
  for (const [itemId, approval] of weighed) if (approval.ok) given.set(itemId, approval);
  const settled = approved.filter((item) => given.has(item.id));
  const rows = settled.map((item) => ({
    id: item.id,
    state: given.get(item.id)?.state,
    lead: item.leadApproval?.leadId,
    place: item.leadApproval?.inPlaceOfId,
    reason: item.leadApproval?.reason,
    until: given.get(item.id)?.end,
  }));
  await tx.$executeRaw`
    UPDATE "RequestItem" i SET state = n.state, "decidedById" = n.lead, "decidedAt" = ${now}::timestamptz,
      "decisionReason" = n.reason, "decidedUntil" = n.until, "inPlaceOfId" = n.place
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS n(id uuid, state "RequestItemState", lead uuid, place uuid, reason text, until timestamptz)
    WHERE i.id = n.id`;
  if (settled.length > 0) await giveApproved(tx, systemActor("consent"), settled, given);
  const told = await tellDecided(
    tx,
    settled.map((item) => decidedItem(item, given.get(item.id) ?? null)),
    null,
  );
  const stalled = await notify(
    tx,
    approved.flatMap((item) => {
      const weighing = weighed.get(item.id);
      if (!item.leadApproval || !weighing || weighing.ok) return [];
      return {
        personId: approversOf(item.leadApproval),
        kind: "request.to-decide",
        cause: `request item ${item.id} cannot be given`,
        subject: `${requestName(item.number)} for ${item.clientName} cannot be given as it was approved`,
        text: `${contactName} of ${item.clientName} said yes, but meanwhile something stands against ${item.holder.name} on ${item.asset.name}: ${weighing.sentence} Decide it again.`,
        href: `/requests/${item.requestId}` as const,
      };
    }),
  );
  return { given, jobs: [...told, ...stalled] };
}

/** Rejects what was declined; whoever asked, would hold it, or had approved it, is told why. */
async function rejectDeclined({ tx, items, now, contactName, reason }: Answering): Promise<Came> {
  await tx.requestItem.updateMany({
    where: { id: { in: items.map((item) => item.id) } },
    data: { state: "rejected", decidedByClient: true, decidedAt: now, decisionReason: reason },
  });
  const told = await tellDecided(
    tx,
    items.map((item) => decidedItem(item, null)),
    `${contactName}, for the client: ${reason}`,
  );
  const leads = await notify(
    tx,
    items.flatMap((item) => {
      if (!item.leadApproval) return [];
      return {
        personId: approversOf(item.leadApproval),
        kind: "request.decided",
        cause: `request item ${item.id} declined`,
        subject: `${requestName(item.number)}: ${item.clientName} declined`,
        text: `${contactName} declined ${item.holder.name} on ${item.asset.name}: “${reason}”`,
        href: `/requests/${item.requestId}` as const,
      };
    }),
  );
  return { given: new Map(), jobs: [...told, ...leads] };
}
