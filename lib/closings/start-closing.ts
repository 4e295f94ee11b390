import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { agreedOnData } from "@/lib/clients/rules/data-at-end";
import { closingName } from "@/lib/closings/closing-row";
import { insertClosingTasks } from "@/lib/closings/insert-closing-tasks";
import { readClosingStake, readGrantIds } from "@/lib/closings/read-stake";
import { closingDue, dataDue, lastDayOf } from "@/lib/closings/rules/due-times";
import { closingMoment } from "@/lib/closings/rules/last-moment";
import { planClosing } from "@/lib/closings/rules/plan-closing";
import { engagementsOf, type Scope } from "@/lib/closings/scope";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";
import { endGrants } from "@/lib/register/end-grants";
import { end } from "@/lib/register/input";
import { cancelItemsAt } from "@/lib/requests/cancel-items-at";
import type { DataAtEnd } from "@/prisma/generated/enums";

/**
 * Starts the end of an engagement, or of all work for a client: the whole checklist in one transaction and a constant
 * number of statements. Ends the keys that hang on it, of people, robots and shared logins; where no other work for
 * the client goes on, everything at the client's accounts; makes the tasks for links, secrets and data; cancels what
 * waits. Seats and kits end at the last moment.
 *
 * Raises conflict when it has ended or a closing is under way; invalid_input for a last moment that cannot be right.
 */
export const startClosing = command({
  name: "closings.start-closing",
  permission: "closings.start",
  timeoutMs: 60_000,
  input: z.strictObject({
    clientId: id(),
    /** Left out: the whole client. */
    engagementId: optional(id()),
    /** Left out: the end of the engagement's last day, or now. A day means until it is over. */
    lastMoment: end().optional(),
    note: optional(paragraph()),
  }),
  target: (tx, input) => lockEnding(tx, input),
  allow: () => true,
  async change({ tx, actor, input, target: ending, now }) {
    refuseImpossible(ending);
    const { client, engagement, engagements } = ending;
    const lastMoment = closingMoment({ given: input.lastMoment, endsOn: engagement?.endsOn ?? null }, now);
    if (typeof lastMoment === "string") throw invalidInput(lastMoment, { lastMoment: [lastMoment] });

    const byId = actor.personId;
    const scope: Scope = {
      clientId: client.id,
      engagementId: engagement?.id ?? null,
      everything: !engagement || engagements.every((each) => each.id === engagement.id),
    };
    const agreed = agreedOnData(engagement ? [engagement] : engagements);
    const closing = await tx.closing.create({
      data: { ...scope, lastMoment, note: input.note, ...agreed, startedAt: now, startedById: byId },
    });
    const about = { cause: "closing", causeId: closing.id } as const;
    const name = closingName({ clientName: client.name, engagementName: engagement?.name ?? null });
    const reason = `${name} ends (closing C-${closing.number}).`;
    const due = closingDue(lastMoment, now);

    const grantIds = await readGrantIds(tx, scope, { untaken: false });
    const ended =
      grantIds.length > 0
        ? await endGrants.within(tx, actor, { grantIds, reason, ...about, dueByRisk: due })
        : null;
    const stake = await readClosingStake(tx, scope);
    const duties = await insertClosingTasks(
      tx,
      planClosing(
        {
          clientId: client.id,
          clientName: client.name,
          agreed,
          due: dataDue({ lastMoment, ...agreed }, now),
        },
        stake,
      ),
      { now, byId, ...about, due },
    );
    const { cancelled } = await cancelItemsAt.within(tx, actor, {
      clientId: client.id,
      engagementId: scope.everything ? null : scope.engagementId,
      reason,
    });
    await shorten(tx, scope, lastMoment, now, byId);

    const audit: AuditEntry[] = [
      {
        objectType: "closing",
        objectId: closing.id,
        objectName: `C-${closing.number}: ${name}`,
        clientId: client.id,
        after: {
          lastMoment: lastMoment.toISOString(),
          everything: scope.everything,
          grants: grantIds.length,
          links: stake.links.length,
          data: stake.data.length,
          ...agreed,
        },
        reason: input.note,
      },
      ...(engagement
        ? [
            {
              objectType: "engagement",
              objectId: engagement.id,
              objectName: name,
              clientId: client.id,
              after: { closing: `C-${closing.number}`, lastMoment: lastMoment.toISOString() },
            },
          ]
        : []),
      ...duties,
    ];
    return {
      result: {
        closingId: closing.id,
        number: closing.number,
        taken: (ended?.ended.length ?? 0) + (ended?.recaused.length ?? 0),
        notGranted: ended?.notGranted.length ?? 0,
        links: stake.links.length,
        data: stake.data.length,
        requestsCancelled: cancelled.length,
      },
      audit,
    };
  },
});

type EngagementEnding = {
  id: string;
  name: string;
  endsOn: Date | null;
  endedAt: Date | null;
  dataAtEnd: DataAtEnd | null;
  dataAtEndDays: number | null;
};
type Ending = {
  client: { id: string; name: string; endedAt: Date | null };
  engagement: EngagementEnding | null;
  /** The client's running ones. */
  engagements: EngagementEnding[];
  underWay: { number: number } | null;
};

/**
 * Locks the client, its engagements and its accounts: a grant locks its account by its key, so none begins while this
 * looks. Null when there is no such client or engagement of it.
 */
async function lockEnding(
  tx: Tx,
  { clientId, engagementId }: { clientId: string; engagementId: string | null },
): Promise<Ending | null> {
  await tx.$queryRaw`SELECT id FROM "Client" WHERE id = ${clientId}::uuid FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "Engagement" WHERE "clientId" = ${clientId}::uuid ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM "Asset" WHERE "clientId" = ${clientId}::uuid ORDER BY id FOR UPDATE`;
  const client = await tx.client.findUnique({
    where: { id: clientId },
    select: {
      id: true,
      name: true,
      endedAt: true,
      engagements: {
        select: {
          ...{ id: true, name: true, endsOn: true, endedAt: true },
          ...{ dataAtEnd: true, dataAtEndDays: true },
        },
      },
      closings: {
        where: { cancelledAt: null, certifiedAt: null, OR: [{ engagementId: null }, { engagementId }] },
        select: { number: true },
      },
    },
  });
  if (!client) return null;
  const engagement = engagementId
    ? (client.engagements.find((each) => each.id === engagementId) ?? null)
    : null;
  if (engagementId && !engagement) return null;
  return {
    client,
    engagement,
    engagements: client.engagements.filter((each) => each.endedAt === null),
    underWay: client.closings[0] ?? null,
  };
}

function refuseImpossible({ client, engagement, underWay }: Ending): void {
  const of = engagement ?? client;
  if (of.endedAt ?? client.endedAt)
    throw conflict(`${of.name} has ended already, so there is nothing to start.`);
  if (underWay)
    throw conflict(
      `The end of ${of.name} is already under way (C-${underWay.number}). Go on with that one, or cancel it first.`,
    );
}

/** Nothing is given beyond the last day from now on: the engagements end no later than that. */
async function shorten(
  tx: Tx,
  scope: Scope,
  lastMoment: Date,
  now: Date,
  byId: string | null,
): Promise<void> {
  const last = lastDayOf(lastMoment);
  await tx.$executeRaw`
    UPDATE "Engagement" e SET "endsOn" = greatest(e."startsOn", ${last}::date), "updatedAt" = ${now}::timestamptz,
      "updatedById" = ${byId}::uuid
    WHERE ${engagementsOf(scope)} AND (e."endsOn" IS NULL OR e."endsOn" > ${last}::date)`;
}
