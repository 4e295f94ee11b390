import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { checkbox, id, line, optional } from "@/lib/input";
import {
  type LookInHand,
  lockDepartureOfLook,
  lockLook,
  refuseBeforeLastMoment,
} from "@/lib/lifecycle/lock-look";
import { makeLooks } from "@/lib/lifecycle/make-looks";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { isAtOnce } from "@/lib/lifecycle/rules/kinds";
import { closeLook, refuseAnswered } from "@/lib/register/close-look";
import { endGrants } from "@/lib/register/end-grants";
import { insertGrants } from "@/lib/register/insert-grants";
import { evidenceInput, howProved, keepEvidence, requireEvidence } from "@/lib/register/keep-evidence";
import { grantEntry, lockHeldAt } from "@/lib/register/lock-grants";
import { taskEntry } from "@/lib/register/lock-tasks";
import { newIds, takeId } from "@/lib/register/new-ids";
import { readLooks } from "@/lib/register/read-looks";
import { readPlaces } from "@/lib/register/read-places";
import { canAttest } from "@/lib/register/rules/who-may";

/**
 * Says what a look has found: in which account, under which address, in which roles. The key is recorded, attested by
 * who found it, and ended under the same departure, so that its removal stands on the same checklist. The look goes on,
 * for there may be more, unless `finishes` says that this was all.
 *
 * Raises forbidden for a look about oneself or of somebody else; conflict when it is done, when the register knows the
 * key already, or for finishing before the last moment; invalid_input for an account where this look does not look, a
 * role that is not of it, an address that is not among the names unless it is written out, and without evidence.
 */
export const recordFind = command({
  name: "lifecycle.record-find",
  permission: "work.do",
  input: z.strictObject({
    taskId: id(),
    assetId: id(),
    roleIds: z.array(id()).min(1, "Choose the role that they have there.").max(40),
    /** Under which of the names they stand there. */
    foundUnder: optional(line(320)),
    /** Or under one that the register does not know. */
    otherAddress: optional(line(320)),
    /** Their invitation is out, which is a live door. */
    invited: checkbox(),
    /** This was all: the look is done with it. */
    finishes: checkbox(),
    lookedUnder: z.array(line(320)).max(100).default([]),
    note: evidenceInput.note,
    files: evidenceInput.files,
  }),
  async target(tx, input, actor) {
    const departure = await lockDepartureOfLook(tx, input.taskId);
    if (!departure) return null;
    const { personId } = departure;
    // Grants are locked before tasks, everywhere.
    const places = await readPlaces(tx, [{ personId, assetId: input.assetId, roleIds: input.roleIds }]);
    const held = await lockHeldAt(tx, [{ holderId: personId, assetId: input.assetId }]);
    const inHand = await lockLook(tx, actor, input.taskId);
    return inHand && { ...inHand, places, held };
  },
  allow: ({ actor, target }) => canAttest(actor, target.task),
  async change({ tx, actor, input, target: { task, departure, look, places, held }, now }) {
    refuseAnswered(task);
    if (input.finishes) refuseBeforeLastMoment(departure, now);
    const account = look.accounts.find((each) => each.assetId === input.assetId);
    if (!account)
      throw invalidInput("This look is not about that account. Choose one from the list.", {
        assetId: ["Choose one from the list."],
      });
    const known = held.find((grant) => input.roleIds.includes(grant.roleId));
    if (known)
      throw conflict(
        `The register knows this key already (${known.roleName} on ${known.assetName}), and it is taken away by its own entry of the checklist. It is nothing that was found.`,
      );
    requireEvidence({ ...input, lookedNotThere: false });
    const under = foundUnder(look, input);
    const by = { now, byId: actor.personId };
    const how = `found when looking (T-${task.number}), with ${howProved({ ...input, lookedNotThere: false })}`;
    const ids = await newIds(tx, input.roleIds.length);
    const rows = [...new Set(input.roleIds)].map((roleId) => ({
      id: takeId(ids),
      ...{ personId: departure.personId, robotId: null, identityId: under.identityId },
      ...{ assetId: account.assetId, roleId, engagementId: null },
      purpose: `Found when looking (T-${task.number}), under ${under.address}`,
      ...{ startsAt: now, endsAt: null, state: input.invited ? ("invited" as const) : ("active" as const) },
      ...{ proof: "attested" as const, provedHow: how, taskId: null },
    }));
    await insertGrants(tx, rows, { ...by, cause: "recorded", causeId: task.id });
    const due = departureDue(departure.kind, departure.lastMoment, now);
    // Whoever looks takes back what they find, whatever else they may.
    const { tasks } = await endGrants.within(tx, systemActor("finder", actor.ip), {
      grantIds: rows.map((row) => row.id),
      reason: `${departure.personName} was found in ${account.name} (T-${task.number}).`,
      ...{ cause: "departure", causeId: departure.id, dueByRisk: due },
      emergency: isAtOnce(departure.kind) || departure.lastMoment <= now,
    });
    const looks = await makeLooks(tx, departure, { removals: due, ...by });
    const roles = rows.map((row) => places.roles.get(row.roleId)?.name ?? "");
    const found = `Found in ${account.name} as ${roles.join(" + ")}, under ${under.address}${input.invited ? ", invited and not accepted" : ""}.`;
    const note = input.note ? `${found}\n${input.note}` : found;
    const entry = input.finishes
      ? await closeLook(
          tx,
          // What was just found counts, too.
          { ...input, task, note, look: (await readLooks(tx, [task.id])).get(task.id) ?? look },
          by,
        )
      : taskEntry(task, {
          after: {
            found,
            evidence: await keepEvidence(
              tx,
              { note, files: input.files, lookedNotThere: false, lookedUnder: [under.address] },
              { taskId: task.id, step: "progress", ...by },
            ),
          },
        });
    return {
      result: {
        taskId: task.id,
        removals: tasks.map(({ id: removalId, number }) => ({ id: removalId, number })),
        done: input.finishes,
        needsSecond: task.needsSecond,
      },
      audit: [
        entry,
        ...rows.map((row, place) =>
          grantEntry(
            {
              ...{ id: row.id, holderName: departure.personName, roleName: roles[place] ?? "" },
              ...{ assetName: account.name, clientId: places.assets.get(row.assetId)?.clientId ?? null },
            },
            { after: { state: row.state, proof: "attested", purpose: row.purpose, cause: "recorded" } },
          ),
        ),
        ...looks.audit,
      ],
    };
  },
});

type Given = { foundUnder: string | null; otherAddress: string | null };

/** The address under which they were found, with its identity where the register knows one. Raises invalid_input for none. */
function foundUnder(
  { names }: LookInHand["look"],
  { foundUnder, otherAddress }: Given,
): { address: string; identityId: string | null } {
  if (otherAddress) return { address: otherAddress, identityId: null };
  const name = names.find((each) => each.address === foundUnder);
  if (!name)
    throw invalidInput("Say under which address they stand there.", {
      foundUnder: ["Choose one, or write another below."],
    });
  return name;
}
