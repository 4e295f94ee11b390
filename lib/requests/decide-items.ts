import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import type { StandIn } from "@/lib/auth/stand-ins";
import { command } from "@/lib/command";
import { Prisma, type Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { roleNames } from "@/lib/platforms/explain-role";
import { rolesForAssets } from "@/lib/platforms/offers";
import { end } from "@/lib/register/input";
import { newIds, takeId } from "@/lib/register/new-ids";
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
import { type Choice, canHoldTogether } from "@/lib/requests/rules/choose-roles";
import { clientSide, waitsForClient } from "@/lib/requests/rules/client-answer";
import { itemStateWords } from "@/lib/requests/rules/item-life";
import { privilegedRoles } from "@/lib/requests/rules/privileged";
import { authorityFor, canDecide, type Decider } from "@/lib/requests/rules/who-may";
import { dayInWords, requestName } from "@/lib/requests/rules/words";
import { tellDecided } from "@/lib/requests/tell-decided";

/** What came of a decision: how many items of each kind, the requests that they are of, and the tasks that follow. */
export type Decided = {
  approved: number;
  lowered: number;
  rejected: number;
  /** Approved, and given when the client has said yes too. */
  waiting: number;
  requestIds: string[];
  tasks: number;
};

/**
 * Decides items, of one request or of several at once: approves them at the smallest role or as asked, lowers or
 * shortens them, or rejects them with a reason. An approval makes the grants and their tasks in the same
 * transaction. What somebody decides in the place of another is kept as that. In a constant number of statements.
 * Where the client has to agree and has not answered yet, the approval is kept, and the client's yes gives it
 * (`requests.answer-items`); where none of its contacts can sign in, it is written down here who of them agreed.
 *
 * All or nothing: raises conflict when one of them has been decided meanwhile (and says by whom), when something
 * stands against an approval (no agreement and DPA, a departure, an end that has passed); forbidden for one's own.
 * Over several requests at once, what asks for more than the smallest is refused: it is decided on its own page.
 * Privileged roles are approved with a proof (SEC-05); the ordinary ones, and every rejection, without.
 */
export const decideItems = command({
  name: "requests.decide-items",
  permission: "requests.decide",
  timeoutMs: 60_000,
  input: z
    .strictObject({
      itemIds: z.array(id(), "Choose what to decide.").min(1, "Choose what to decide.").max(500),
      decision: z.enum(["smallest", "asked", "roles", "reject"]),
      /** With "roles": what they get instead. */
      roleIds: z.array(id()).min(1).max(20).optional(),
      /** Shortens: an earlier end than was asked. */
      until: end().optional(),
      reason: paragraph(1000).optional(),
      /** Where the client has to agree and nobody of it can sign in: who said yes, when, and where that is kept. */
      clientAnswer: paragraph(500).optional(),
      /** For the demo alone: in whose name. */
      deciderId: id().optional(),
    })
    .refine(({ decision, reason }) => decision !== "reject" || reason, {
      path: ["reason"],
      message: "Say why: who asked reads it.",
    })
    .refine(({ decision, roleIds }) => decision !== "roles" || roleIds, {
      path: ["roleIds"],
      message: "Choose the role that they get.",
    }),
  async target(tx, input, actor) {
    await lockHolders(tx, input.itemIds);
    const ids = await lockItems(tx, { itemIds: input.itemIds });
    const deciderId = actor.personId ?? input.deciderId;
    if (ids.length < new Set(input.itemIds).size || !deciderId) return null;
    const items = await readItems(tx, Prisma.sql`i.id = ANY(${ids}::uuid[])`);
    return { items, deciderId, choice: await readChoice(tx, items, input) };
  },
  also({ target }) {
    return privilegedOf(target).length > 0 ? "requests.decide-privileged" : null;
  },
  confirming({ target }) {
    const [first, ...more] = privilegedOf(target);
    if (!first) return "approve this";
    const { item, roles } = first;
    const others = more.length > 0 ? `, and ${more.length} more like it` : "";
    return `approve ${roleNames(roles, item.asset.type)} for ${item.holder.name} on ${item.asset.name}${others}`;
  },
  allow({ actor, input, target }) {
    if (input.deciderId && actor.kind !== "system") return "Everybody decides in their own name.";
    for (const item of target.items) {
      const can = canDecide(deciderOf(actor, target.deciderId), item);
      if (can !== true) return can;
    }
    return true;
  },
  async change({ tx, actor, input, target, now }) {
    const { items, deciderId, choice } = target;
    refuseDecided(items);
    refuseMoreInBulk(items);
    if (choice?.kind === "unfit") throw invalidInput(choice.sentence, { roleIds: [choice.sentence] });
    if (choice) refuseApproved(items);
    const { toAsk, toWrite } = choice ? await clientSides(tx, items) : { toAsk: [], toWrite: [] };
    const clientAnswer = choice ? writtenAnswer(toAsk, toWrite, input.clientAnswer) : null;
    const given = choice && (await approveAll(tx, items, { choice, until: input.until ?? null }, now));
    const reason = input.reason ?? null;
    const placeOf = (item: ItemDetail) => {
      const authority = authorityFor(deciderOf(actor, deciderId), item);
      return authority.ok ? authority.inPlaceOf : null;
    };
    const until = input.until ?? null;
    await keepApprovals(tx, toAsk, { given, leadId: deciderId, placeOf, until, reason, now });
    await tx.clientAnswer.createMany({
      data: toWrite.map(({ id: itemId }) => ({
        itemId,
        writtenById: deciderId,
        agrees: true,
        words: clientAnswer,
        answeredAt: now,
      })),
    });
    const settled = items.filter((item) => !toAsk.includes(item));
    const rows = settled.map((item) => {
      const approval = given?.get(item.id);
      const state = approval?.state ?? "rejected";
      return { id: item.id, state, until: approval?.end ?? null, inPlaceOf: placeOf(item)?.personId ?? null };
    });
    await tx.$executeRaw`
      UPDATE "RequestItem" i SET state = n.state, "decidedById" = ${deciderId}::uuid, "decidedAt" = ${now}::timestamptz,
        "decisionReason" = ${reason}, "decidedUntil" = n.until, "inPlaceOfId" = n."inPlaceOf"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS n(id uuid, state "RequestItemState", until timestamptz, "inPlaceOf" uuid)
      WHERE i.id = n.id`;
    const tasks = given && settled.length > 0 ? await giveApproved(tx, actor, settled, given) : 0;
    const requestIds = [...new Set(items.map((item) => item.requestId))];
    await closeRequests(tx, requestIds, now);
    const told = await tellDecided(
      tx,
      settled.map((item) => decidedItem(item, given?.get(item.id) ?? null)),
      reason,
    );
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    return {
      jobs: told,
      result: {
        approved: count("approved"),
        lowered: count("lowered"),
        rejected: count("rejected"),
        waiting: toAsk.length,
        requestIds,
        tasks,
      } satisfies Decided,
      audit: items.map((item) => {
        const inPlaceOf = placeOf(item)?.name;
        return decisionEntry(item, given?.get(item.id) ?? null, {
          reason,
          ...(toAsk.includes(item) ? { state: `approved; waits for the answer of ${item.clientName}` } : {}),
          ...(clientAnswer && toWrite.includes(item) ? { clientAnswer } : {}),
          ...(inPlaceOf ? { inPlaceOf } : {}),
        });
      }),
    };
  },
});

/** The one who decides: the actor, or for the demo somebody of its own. */
const deciderOf = (actor: Actor, personId: string): Decider => ({ ...actor, personId });

/** Nothing is skipped in silence: one that is decided already stops the whole, and says who was first. */
function refuseDecided(items: readonly ItemDetail[]): void {
  const decided = items.find((item) => item.state !== "waiting");
  if (!decided) return;
  const { holder, asset, state, decidedByName, inPlaceOfName, decidedAt } = decided;
  const place = inPlaceOfName ? ` in place of ${inPlaceOfName}` : "";
  const by = decidedByName && decidedAt ? ` by ${decidedByName}${place} on ${dayInWords(decidedAt)}` : "";
  throw conflict(
    `${requestName(decided.number)} (${holder.name} on ${asset.name}) was ${itemStateWords[state]}${by}. Nothing was changed; reload the page.`,
  );
}

function refuseMoreInBulk(items: readonly ItemDetail[]): void {
  const more = items.find((item) => item.aboveSmallest);
  if (more && items.some((item) => item.requestId !== more.requestId))
    throw conflict(
      `${requestName(more.number)} asks for more than the smallest role. Decide it on its own page.`,
    );
}

/** What is approved already and only waits for the client can still be rejected, and is not approved twice. */
function refuseApproved(items: readonly ItemDetail[]): void {
  const approved = items.find(waitsForClient);
  if (!approved?.leadApproval) return;
  const { holder, asset, clientName, leadApproval } = approved;
  const { leadName, inPlaceOfName, at } = leadApproval;
  const by = `${leadName}${inPlaceOfName ? ` in place of ${inPlaceOfName}` : ""}`;
  throw conflict(
    `${requestName(approved.number)} (${holder.name} on ${asset.name}) was approved by ${by} on ${dayInWords(at)} and waits for the answer of ${clientName}. Nothing was changed; reload the page.`,
  );
}

/** What still needs the client: what it answers itself in its room, and what is written down for it. */
async function clientSides(tx: Tx, items: readonly ItemDetail[]) {
  const open = items.filter(
    (item) => item.needs === "security_lead_and_client" && item.clientAnswer === null,
  );
  const contacts = open.length > 0 ? await readItemContacts(tx, idsOf(open)) : new Map<string, never>();
  const toWrite = open.filter((item) => clientSide(contacts.get(item.id) ?? []) === "written");
  return { toAsk: open.filter((item) => !toWrite.includes(item)), toWrite };
}

const idsOf = (items: readonly ItemDetail[]): string[] => items.map((item) => item.id);

/**
 * The yes that is written down where nobody of the client can sign in. Raises invalid_input where it is missing, and
 * where the client answers itself.
 */
function writtenAnswer(
  toAsk: readonly ItemDetail[],
  toWrite: readonly ItemDetail[],
  answer: string | undefined,
): string | null {
  const refuse = (sentence: string) => invalidInput(sentence, { clientAnswer: [sentence] });
  const [asked] = toAsk;
  const [waits] = toWrite;
  if (answer && asked)
    throw refuse(`${asked.clientName} answers in its own room. Leave this empty; their yes is asked there.`);
  if (!waits) return null;
  if (answer) return answer;
  throw refuse(
    `${waits.clientName} has to agree first, and none of its contacts can sign in. Ask them, then say who said yes, when, and where that is kept.`,
  );
}

/** Keeps what was approved before the client's yes: three statements, however many. */
async function keepApprovals(
  tx: Tx,
  items: readonly ItemDetail[],
  how: {
    given: ReadonlyMap<string, Given> | null;
    leadId: string;
    placeOf: (item: ItemDetail) => StandIn | null;
    until: Date | null;
    reason: string | null;
    now: Date;
  },
): Promise<void> {
  if (items.length === 0) return;
  const ids = await newIds(tx, items.length);
  const rows = items.map((item) => ({ id: takeId(ids), item }));
  const { leadId, until, reason, now } = how;
  await tx.leadApproval.createMany({
    data: rows.map(({ id, item }) => ({
      id,
      itemId: item.id,
      leadId,
      inPlaceOfId: how.placeOf(item)?.personId ?? null,
      until,
      reason,
      approvedAt: now,
    })),
  });
  await tx.leadApprovalRole.createMany({
    data: rows.flatMap(({ id, item }) =>
      (how.given?.get(item.id)?.roles ?? []).map((role) => ({ approvalId: id, roleId: role.id })),
    ),
  });
}

/** What each item gets. Raises conflict with the first sentence that stands against one of them. */
async function approveAll(
  tx: Tx,
  items: readonly ItemDetail[],
  how: { choice: Choice; until: Date | null },
  now: Date,
): Promise<Map<string, Given>> {
  const weighed = await weighApprovals(tx, items, () => how, now);
  return new Map(
    items.map((item) => {
      const approval = weighed.get(item.id);
      if (!approval?.ok)
        throw conflict(
          `${requestName(item.number)}, ${item.holder.name} on ${item.asset.name}: ${approval?.sentence}`,
        );
      return [item.id, approval] as const;
    }),
  );
}

/** What was chosen cannot be held on one of the assets, as a sentence. */
type Unfit = { kind: "unfit"; sentence: string };

/** What the decision gives, with the rows of the roles that were chosen; null when it rejects. */
async function readChoice(
  tx: Tx,
  items: readonly ItemDetail[],
  { decision, roleIds = [] }: { decision: Choice["kind"] | "reject"; roleIds?: string[] | undefined },
): Promise<Choice | Unfit | null> {
  if (decision === "reject") return null;
  if (decision !== "roles") return { kind: decision };
  const offers = await rolesForAssets(tx, [...new Set(items.map((item) => item.asset.id))]);
  const wrong = items.find(({ asset }) => {
    const found = offers.get(asset.id);
    return !found || !canHoldTogether(found.offer, found.assetType, roleIds);
  });
  if (wrong) {
    const sentence = `These roles cannot be held on ${wrong.asset.name}. Choose from its list, or decide this one apart.`;
    return { kind: "unfit", sentence };
  }
  const all = [...offers.values()].flatMap(({ offer }) => offer.roles);
  return { kind: "roles", roles: roleIds.flatMap((id) => all.find((role) => role.id === id) ?? []) };
}

/** What is approved of privileged roles, of what can still be decided. */
function privilegedOf({ items, choice }: { items: readonly ItemDetail[]; choice: Choice | Unfit | null }) {
  if (!choice || choice.kind === "unfit" || items.some((item) => item.state !== "waiting")) return [];
  return items.flatMap((item) => {
    const roles = privilegedRoles(choice, item);
    return roles ? [{ item, roles }] : [];
  });
}
