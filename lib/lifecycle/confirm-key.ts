import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, optional } from "@/lib/input";
import { absenceObject, lockAbsence } from "@/lib/lifecycle/absence-row";
import { canKeepAbsence, comesBackBy } from "@/lib/lifecycle/rules/absence";
import { WORK } from "@/lib/platforms/work";
import { keepGrants } from "@/lib/register/keep-grants";
import { askForAccess } from "@/lib/requests/ask-for-access";
import type { GrantState } from "@/prisma/generated/enums";

const workKeys = WORK.map((work) => work.key);

/**
 * Says of one key of somebody who has returned whether it is needed again. What nobody has taken away yet is kept;
 * what is gone is asked for anew, with the role that was held and the work that it was for, and decided by the usual
 * rules. Raises forbidden for one's own; invalid_input where nothing says what it was for; conflict when it is answered
 * already, they have not returned, or its end has passed.
 */
export const confirmKey = command({
  name: "lifecycle.confirm-key",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({
    absenceId: id(),
    grantId: id(),
    answer: z.enum(["needed", "dropped"], "Say whether it is needed again."),
    /** Where the register does not know what it was for. */
    work: optional(z.enum(workKeys, "Choose from the list.")),
  }),
  async target(tx, input) {
    const absence = await lockAbsence(tx, input.absenceId);
    const key = absence && (await readKey(tx, input));
    return absence && key ? { absence, key } : null;
  },
  allow: ({ actor, target }) => canKeepAbsence(actor, target.absence),
  async change({ tx, actor, input, target: { absence, key }, now }) {
    if (absence.outcome !== "returned")
      throw conflict(`${absence.personName} has not returned. Say first that they have.`);
    if (key.answer) throw conflict("This key has been answered already. Reload the page to see it.");
    const again = input.answer === "needed" ? await giveBack() : null;
    await tx.suspendedKey.update({
      where: { absenceId_grantId: { absenceId: absence.id, grantId: input.grantId } },
      data: {
        answer: input.answer,
        answeredAt: now,
        answeredById: actor.personId,
        requestId: again?.requestId ?? null,
      },
    });
    return {
      result: { requestId: again?.requestId ?? null, kept: input.answer === "needed" && !again?.requestId },
      audit: [
        {
          ...absenceObject(absence),
          clientId: key.clientId,
          after: { key: `${key.roleName} on ${key.assetName}`, answer: input.answer },
        },
      ],
    };

    async function giveBack(): Promise<{ requestId: string | null }> {
      const reason = `Held before the absence A-${absence.number}, and needed again.`;
      if (comesBackBy(key.state) === "keeping") {
        await keepGrants.within(tx, actor, { grantIds: [input.grantId], reason, cause: "recorded" });
        return { requestId: null };
      }
      if (!key.clientId)
        throw conflict("This is an account of the studio itself: enter the access in the register.");
      if (!key.endsAt || key.endsAt <= now)
        throw conflict("Its end has passed meanwhile. Ask for it anew, with an end of its own.");
      const work = key.work.length > 0 ? key.work : input.work ? [input.work] : [];
      if (work.length === 0)
        throw invalidInput("Say what has to be done.", { work: ["Say what has to be done."] });
      const request = await askForAccess.within(tx, actor, {
        clientId: key.clientId,
        ...(key.engagementId ? { engagementId: key.engagementId } : {}),
        assetIds: [key.assetId],
        personIds: [absence.personId],
        work: work as (typeof workKeys)[number][],
        until: key.endsAt,
        reason,
        more: [{ assetId: key.assetId, roleIds: [key.roleId], reason: "The role that was held before." }],
      });
      return { requestId: request.id };
    }
  },
});

type Key = {
  answer: "needed" | "dropped" | null;
  state: GrantState;
  assetId: string;
  assetName: string;
  clientId: string | null;
  roleId: string;
  roleName: string;
  /** Only while it still runs: a request names no engagement that is over. */
  engagementId: string | null;
  endsAt: Date | null;
  work: string[];
};

async function readKey(tx: Tx, asked: { absenceId: string; grantId: string }): Promise<Key | null> {
  const [key] = await tx.$queryRaw<Key[]>`
    SELECT s.answer::text, g.state::text, a.id AS "assetId", a.name AS "assetName", a."clientId",
      r.id AS "roleId", r.name AS "roleName", e.id AS "engagementId", g."endsAt", coalesce(q.work, '{}') AS work
    FROM "SuspendedKey" s JOIN "Grant" g ON g.id = s."grantId" JOIN "Asset" a ON a.id = g."assetId"
    JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN "Engagement" e ON e.id = g."engagementId" AND e."endedAt" IS NULL
    LEFT JOIN "RequestItem" i ON g.cause = 'request' AND i.id = g."causeId"
    LEFT JOIN "AccessRequest" q ON q.id = i."requestId"
    WHERE s."absenceId" = ${asked.absenceId}::uuid AND s."grantId" = ${asked.grantId}::uuid
    FOR UPDATE OF s`;
  return key ?? null;
}
