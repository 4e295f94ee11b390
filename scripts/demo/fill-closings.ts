import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { addClientData } from "@/lib/clients/add-client-data";
import { issueCertificate } from "@/lib/closings/issue-certificate";
import { startClosing } from "@/lib/closings/start-closing";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { needsSecondPerson } from "@/lib/register/rules/four-eyes";
import { verifyTask } from "@/lib/register/verify-task";
import { isDemo } from "./is-demo";

const DAY = 86_400_000;

/**
 * Ends work for two clients of the demo studio, by the commands that do it everywhere: one ends in a few days, one was
 * closed out today. Nothing where that was done before, or the database is no demo.
 */
export const fillClosings = command({
  name: "demo.fill-closings",
  permission: "demo.fill",
  timeoutMs: 120_000,
  input: z.strictObject({}),
  // Two servers may start at once.
  async target(tx) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.demo', 0))`;
    return { isDue: (await isDemo(tx)) && (await tx.closing.count()) === 0 };
  },
  allow: ({ actor }) =>
    actor.system !== null || "The demo studio is added by Keyholder itself, when it starts.",
  async change({ tx, actor, target, now }) {
    if (target.isDue) {
      const hannah = await tx.person.findFirstOrThrow({ where: { name: "Hannah Stone" } });
      const [copper, beacon] = [
        await start(tx, actor, "Copper Kettle", new Date(now.getTime() + 5 * DAY)),
        await start(tx, actor, "Beacon Charity", now),
      ];
      await tx.closing.updateMany({
        where: { id: { in: [copper, beacon] } },
        data: { startedById: hannah.id },
      });
      await finish(tx, actor, beacon);
      // The certificate keeps the name of whoever issues it.
      await issueCertificate.within(tx, { ...actor, name: hannah.name }, { closingId: beacon });
      await tx.closing.update({ where: { id: beacon }, data: { certifiedById: hannah.id } });
    }
    // The audit has each of these commands.
    return { result: { filled: target.isDue }, audit: [] };
  },
});

async function start(tx: Tx, actor: Actor, clientName: string, lastMoment: Date): Promise<string> {
  const client = await tx.client.findFirstOrThrow({
    where: { name: clientName },
    select: { id: true, engagements: { where: { endedAt: null }, select: { id: true } } },
  });
  const engagementId = client.engagements[0]?.id ?? "";
  await addClientData.within(tx, actor, {
    ...{ engagementId, name: "Newsletter subscribers", kind: "contacts", personalData: true },
    keptWhere: "Shared drive, Clients",
  });
  const { closingId } = await startClosing.within(tx, actor, { clientId: client.id, lastMoment });
  return closingId;
}

/** Everything of it is done with a note and confirmed; what has to come first comes first. */
async function finish(tx: Tx, actor: Actor, closingId: string): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { cause: "closing", causeId: closingId },
    select: { id: true, kind: true, risk: true, followUps: { select: { id: true } } },
    orderBy: { number: "asc" },
  });
  const first = tasks.filter((task) => task.kind === "name_successor");
  for (const task of [...first, ...tasks.filter((each) => !first.includes(each))]) {
    await attestTask.within(tx, actor, {
      taskId: task.id,
      outcome: task.kind === "name_successor" ? "done_differently" : "done",
      note: "Done on the platform; the list was looked at afterwards.",
      followUps: task.followUps.map(({ id }) => ({
        ids: [id],
        answer: "skipped" as const,
        note: "Looked, and none was there.",
      })),
    });
    if (needsSecondPerson(task))
      await verifyTask.within(tx, actor, { taskId: task.id, note: "Looked too: not on the list." });
  }
  const [ingrid, clemence] = await Promise.all(
    ["Ingrid Dahl", "Clémence Dubois"].map((name) => tx.person.findFirstOrThrow({ where: { name } })),
  );
  await tx.$executeRaw`
    UPDATE "Task" SET "attestedById" = ${ingrid?.id}::uuid,
      "verifiedById" = CASE WHEN state = 'verified' THEN ${clemence?.id}::uuid END
    WHERE cause = 'closing' AND "causeId" = ${closingId}::uuid
      AND "personId" IS DISTINCT FROM ${ingrid?.id}::uuid AND "personId" IS DISTINCT FROM ${clemence?.id}::uuid`;
}
