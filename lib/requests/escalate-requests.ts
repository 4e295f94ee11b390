import { z } from "zod";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";
import { listDeciders } from "@/lib/requests/list-deciders";
import { isLate } from "@/lib/requests/rules/request-expiry";
import { canDecide, type ItemPeople, needsOf } from "@/lib/requests/rules/who-may";
import { NOBODY_DECIDES, requestName } from "@/lib/requests/rules/words";

/**
 * Tells the owners, once, of each request of which something waits longer than it should: a working day, or an hour
 * where it is for a few hours. Where nobody can decide it, it says so: it stays closed until somebody can. Gives how
 * many. Nothing that anybody owns changes, so it leaves no event.
 */
export const escalateRequests = command({
  name: "requests.escalate-requests",
  permission: "requests.expire",
  input: z.strictObject({}),
  async target(tx) {
    const waiting = await tx.accessRequest.findMany({
      where: { closedAt: null, escalatedAt: null, items: { some: { state: "waiting" } } },
      orderBy: { createdAt: "asc" },
      take: 500,
      select: {
        id: true,
        number: true,
        createdAt: true,
        lastsMinutes: true,
        requester: { select: { name: true } },
        client: { select: { name: true } },
        items: {
          where: { state: "waiting" },
          select: {
            requesterId: true,
            personId: true,
            state: true,
            aboveSmallest: true,
            policyOutcome: true,
            clientAnswer: { select: { agrees: true } },
            _count: { select: { leadApprovals: true } },
          },
        },
      },
    });
    return { waiting };
  },
  allow: () => true,
  async change({ tx, target: { waiting }, now }) {
    const late = waiting.filter((request) => isLate(request, now));
    if (late.length === 0) return { result: { late: 0 }, audit: [] };
    const able = await listDeciders(tx);
    const owners = able.filter(({ roles }) => roles.includes("owner")).map(({ personId }) => personId);
    const someoneDecides = (item: ItemPeople) => able.some((decider) => canDecide(decider, item) === true);
    const jobs = await notify(
      tx,
      late.map(({ id, number, requester, client, items }) => {
        const closed = items.filter((item) => !someoneDecides({ ...item, needs: needsOf(item) })).length;
        return {
          personId: owners,
          kind: "request.escalated",
          cause: `request ${id} not decided in time`,
          subject: `${requestName(number)} of ${requester.name} for ${client.name} waits for a decision`,
          text: items.every((item) => item._count.leadApprovals > 0 && !item.clientAnswer)
            ? `It is approved, and ${client.name} has not answered yet. Its page says who can, and reminds them.`
            : closed > 0
              ? NOBODY_DECIDES
              : "It was not decided in time. Decide it, or ask the security lead.",
          href: `/requests/${id}`,
        };
      }),
    );
    await tx.accessRequest.updateMany({
      where: { id: { in: late.map((request) => request.id) } },
      data: { escalatedAt: now },
    });
    return { result: { late: late.length }, jobs, audit: [] };
  },
});
