import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { notify } from "@/lib/notify";
import { lockIdentity, refuseEnded } from "@/lib/people/lock";
import type { Capability } from "@/lib/platforms/capabilities";
import { roleRisk } from "@/lib/platforms/role-risk";
import { insertTasks } from "@/lib/register/insert-tasks";
import { revokeDue } from "@/lib/register/rules/due";

/**
 * Says that somebody shall not know a shared login any more: work to change its secret, for another one who knows it.
 * Until that is done they know it, and it is shown; when it is attested, they are off. Raises forbidden for oneself,
 * conflict for who does not know it, and while that work is under way already.
 */
export const takeOffLogin = command({
  name: "register.take-off-login",
  permission: "people.write",
  input: z.strictObject({ identityId: id(), personId: id(), reason: paragraph(300) }),
  target: (tx, input) => lockIdentity(tx, input.identityId),
  allow: ({ actor, input }) =>
    actor.personId !== input.personId || "Nobody takes themselves off a shared login. Ask a colleague.",
  async change({ tx, actor, input, target: login, now }) {
    refuseEnded(login, login.address);
    const leaver = login.holders.find((each) => each.personId === input.personId);
    if (!login.shared || !leaver)
      throw conflict(`This person does not know ${login.address} any more. Reload the page.`);
    const under = await tx.task.findFirst({
      where: {
        kind: "rotate_secret",
        identityId: login.id,
        personId: input.personId,
        state: { in: ["open", "invited", "waiting_for_platform"] },
      },
      select: { number: true },
    });
    if (under)
      throw conflict(`Changing this secret is under way already (T-${under.number}). Go on with that task.`);
    const reach = await readReach(tx, login.id, input.personId);
    const { made, audit } = await insertTasks(
      tx,
      [
        {
          kind: "rotate_secret",
          personId: input.personId,
          robotId: null,
          identityId: login.id,
          assetId: reach.assetId,
          clientId: reach.clientId,
          assigneeId: reach.heirId,
          risk: roleRisk(reach.capabilities),
          title: `Change the password of the shared login ${login.address}, which ${leaver.person.name} shall not know any more`,
          grants: [],
        },
      ],
      { now, byId: actor.personId, cause: "recorded", causeId: null, due: revokeDue(now) },
    );
    const [task] = made;
    if (!task) throw new Error("No task was made.");
    const jobs = await notify(
      tx,
      reach.heirId
        ? [
            {
              personId: reach.heirId,
              kind: "shared-login",
              cause: `task ${task.id} rotate`,
              subject: `${login.address} needs a new secret`,
              text: `${leaver.person.name} shall not know it any more: ${input.reason} The task T-${task.number} is yours.`,
              href: `/work/${task.id}`,
            },
          ]
        : [],
    );
    return {
      result: { taskId: task.id, number: task.number },
      audit: audit.map((entry) => ({ ...entry, reason: input.reason })),
      jobs,
    };
  },
});

type Reach = {
  capabilities: Capability[];
  assetId: string | null;
  clientId: string | null;
  /** Who else knows it and stays, the longest first. */
  heirId: string | null;
};

async function readReach(tx: Tx, identityId: string, leaverId: string): Promise<Reach> {
  const [reach] = await tx.$queryRaw<Reach[]>`
    SELECT coalesce(array_agg(DISTINCT cap) FILTER (WHERE cap IS NOT NULL), '{}') AS capabilities,
      CASE WHEN count(DISTINCT a.id) = 1 THEN min(a.id::text)::uuid END AS "assetId",
      CASE WHEN count(DISTINCT a."clientId") = 1 THEN min(a."clientId"::text)::uuid END AS "clientId",
      (SELECT h."personId" FROM "IdentityHolder" h JOIN "Person" p ON p.id = h."personId"
        WHERE h."identityId" = ${identityId}::uuid AND h."endedAt" IS NULL AND h."personId" <> ${leaverId}::uuid
          AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
        ORDER BY h.since, h.id LIMIT 1) AS "heirId"
    FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN LATERAL unnest(r.capabilities::text[]) AS cap ON true
    JOIN "Asset" a ON a.id = g."assetId"
    WHERE g."identityId" = ${identityId}::uuid AND g."personId" IS NULL AND g."robotId" IS NULL
      AND g."closedAt" IS NULL`;
  if (!reach) throw new Error("A login's reach was not read.");
  return reach;
}
