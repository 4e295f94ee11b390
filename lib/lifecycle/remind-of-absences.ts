import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { readDueAbsences } from "@/lib/lifecycle/read-due-absences";
import { notify } from "@/lib/notify";

const MOST = 1_000;

type Expected = { id: string; personId: string; name: string; managerId: string | null; expectedOn: string };

/**
 * Tells whoever starts departures, and the manager, that somebody is expected back within a week, once: whether they
 * have returned is for a person to say. Gives which absences begin now. Leaves no event: nothing changes.
 */
export const remindOfAbsences = command({
  name: "lifecycle.remind-of-absences",
  permission: "departures.remind",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Expected[]>`
    SELECT b.id, p.id AS "personId", p.name, p."managerId", b."expectedOn"::text
    FROM "Absence" b JOIN "Person" p ON p.id = b."personId"
    WHERE b."begunAt" IS NOT NULL AND b."endedAt" IS NULL AND b."expectedOn" <= now() + interval '7 days'
    ORDER BY b."expectedOn", b.id LIMIT ${MOST}`,
  allow: () => true,
  async change({ tx, target: expected }) {
    const keepers = (await listPeopleWhoMay(tx, "departures.start")).map(({ personId }) => personId);
    const jobs = await notify(
      tx,
      expected.map(({ id, personId, name, managerId, expectedOn }) => ({
        personId: [...new Set([...(managerId ? [managerId] : []), ...keepers])].filter(
          (each) => each !== personId,
        ),
        kind: "absence.return" as const,
        cause: `absence ${id} ends ${expectedOn}`,
        subject: `${name} is expected back`,
        text: `${name} is expected back on ${expectedOn}. When they are there, say so on the page of the absence, and confirm each key that they need again. Nothing comes back by itself.`,
        href: `/departures/absences/${id}` as const,
      })),
    );
    const due = await readDueAbsences(tx);
    return {
      result: { expected: expected.length, toBegin: due.map(({ id }) => id) },
      audit: [],
      jobs,
    };
  },
});
