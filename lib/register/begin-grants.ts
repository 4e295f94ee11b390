import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { isAdministrator } from "@/lib/platforms/role-risk";
import { askForNewEnds } from "@/lib/register/ask-for-new-ends";
import { closeTasks, tasksWithoutWork } from "@/lib/register/close-tasks";
import { due, dueOf, end, holder, holderIdOf, oneHolder, when } from "@/lib/register/input";
import { insertGrants, type NewGrant } from "@/lib/register/insert-grants";
import { insertTasks, type MadeTask } from "@/lib/register/insert-tasks";
import { grantEntry, holdingOf, type LockedGrant, lockHeldAt } from "@/lib/register/lock-grants";
import { lockTasksOfGrants } from "@/lib/register/lock-tasks";
import { moveEnds } from "@/lib/register/move-ends";
import { type GrantMove, moveGrants } from "@/lib/register/move-grants";
import { newIds, takeId } from "@/lib/register/new-ids";
import { planSuccessors } from "@/lib/register/plan-successors";
import { checkStay, isOwnLine, type Places, readPlaces } from "@/lib/register/read-places";
import { grantDue } from "@/lib/register/rules/due";
import { planWork } from "@/lib/register/rules/plan-work";
import { sortAsked } from "@/lib/register/rules/sort-asked";

const line = z
  .strictObject({
    ...holder,
    assetId: id(),
    /** The whole set that the holder shall have (replace), or what is added to it (add). */
    roleIds: z.array(id()).min(1, "Choose a role.").max(40),
    /** Absent: replace where the platform knows one role, add where it combines several. */
    mode: z.enum(["replace", "add"]).optional(),
    engagementId: id().optional(),
    purpose: paragraph(),
    /** Absent: now. */
    startsAt: when().optional(),
    endsAt: end(),
    /** Just in time: so long from when it works; endsAt is the latest until then. */
    lastsMinutes: z.number().int().min(30).max(720).optional(),
    /** What made this line, where one call has several causes; absent: the causeId of the whole. */
    causeId: id().optional(),
  })
  .refine(oneHolder, "Name one holder: a person, a robot or a shared login.");

const grantCauses = {
  request: "request",
  finding: "correction",
  recorded: "recorded",
  role_change: "role_change",
} as const;

/** What came of it: new grants with their tasks, and what the holders had already (extended where it ends later). */
export type Begun = {
  begun: { grantId: string; holderId: string; assetId: string; roleId: string }[];
  held: { grantId: string; extended: boolean }[];
  tasks: MadeTask[];
};

/**
 * Makes the register want new grants, and plans the work: each becomes `to_grant` with its task, in a constant
 * number of statements. A role that is held already is not given twice; its end moves when the new one is later.
 *
 * A change of role is one task. The new grants begin as `to_grant`; the old ones stay `active` and are tied to the
 * same task, because the holder goes on working with them and the register says what is so. When the task is
 * attested, old and new change in one step: the old `removed`, the new `active`. An old one that was never begun
 * becomes `not_granted` at once, and its task is cancelled.
 *
 * Raises conflict when a role is just being taken back from the same holder, when the holder is leaving or over;
 * invalid_input when an end lies beyond the engagement's.
 */
export const beginGrants = command({
  name: "register.begin-grants",
  permission: "register.begin",
  timeoutMs: 60_000,
  input: z.strictObject({
    grants: z.array(line).min(1).max(20_000),
    cause: z.enum(["request", "finding", "recorded", "role_change"]),
    causeId: id().optional(),
    ...due,
  }),
  async target(tx, input) {
    const places = await readPlaces(tx, input.grants);
    const held = await lockHeldAt(
      tx,
      input.grants.map((asked) => ({ holderId: holderIdOf(asked), assetId: asked.assetId })),
    );
    return {
      places,
      held,
      tasks: await lockTasksOfGrants(
        tx,
        held.map((grant) => grant.id),
      ),
    };
  },
  allow: ({ actor, input, target }) =>
    !input.grants.some((asked) => isOwnLine(actor.personId, asked, target.places)) ||
    "Nobody gives access to themselves. Ask a second person to decide.",
  async change({ tx, actor, input, target, now }): Promise<{ result: Begun; audit: AuditEntry[] }> {
    const { places, held, tasks } = target;
    const by = { now, byId: actor.personId };
    const heldRoles = held.map((grant) => ({ ...grant, holderId: holderIdOf(grant) }));
    const sorted = input.grants.map((asked) => {
      const mode = asked.mode ?? (places.assets.get(asked.assetId)?.combine === "set" ? "add" : "replace");
      // Whoever has not begun holds nothing before their first day.
      const firstDay = places.holders.get(holderIdOf(asked))?.startsOn ?? null;
      const startsAt = latest(asked.startsAt ?? now, firstDay);
      if (asked.endsAt <= startsAt || asked.endsAt <= now)
        throw conflict("This access would end before it begins. Choose a later end.");
      checkStay(places, asked);
      const found = sortAsked(
        { ...asked, holderId: holderIdOf(asked), identityId: asked.identityId ?? null, mode },
        heldRoles,
      );
      const [ending] = found.ending;
      if (ending)
        throw conflict(
          `${ending.roleName} on ${ending.assetName} is just being taken back from ${ending.holderName}. Finish that task, or keep the grant, before it is given again.`,
        );
      return { asked, startsAt, ...found };
    });

    const ids = await newIds(
      tx,
      sorted.reduce((sum, each) => sum + each.begin.length, 0),
    );
    const begun = sorted.flatMap(({ asked, startsAt, begin, held: kept, replace }) =>
      begin.map(
        (roleId): NewGrant => ({
          id: takeId(ids),
          personId: asked.personId ?? null,
          robotId: asked.robotId ?? null,
          // Who has an account there under one identity gets the new role under the same.
          identityId: asked.identityId ?? [...kept, ...replace].find((g) => g.identityId)?.identityId ?? null,
          assetId: asked.assetId,
          roleId,
          engagementId: asked.engagementId ?? null,
          purpose: asked.purpose,
          startsAt,
          endsAt: asked.endsAt,
          lastsMinutes: asked.lastsMinutes ?? null,
          state: "to_grant",
          proof: null,
          provedHow: null,
          taskId: null,
          causeId: asked.causeId ?? null,
        }),
      ),
    );
    const changed = sorted.filter((each) => each.begin.length > 0);
    const begunTasks = new Set(
      tasks
        .filter((task) => task.state !== "open" || task.hasEvidence)
        .flatMap((task) => task.grants.map((g) => g.grantId)),
    );
    const replaced = new Map(changed.flatMap((each) => each.replace.map((grant) => [grant.id, grant])));
    const neverBegun = [...replaced.values()].filter((g) => g.state === "to_grant" && !begunTasks.has(g.id));
    const dropped = new Set(neverBegun.map((grant) => grant.id));
    const taken = [...replaced.values()].filter((grant) => !dropped.has(grant.id));

    const reason = "Another role takes its place.";
    const drops: GrantMove[] = neverBegun.map((grant) => ({ grantId: grant.id, to: "not_granted", reason }));
    await moveGrants(tx, drops, by);
    await insertGrants(tx, begun, { ...by, cause: grantCauses[input.cause], causeId: input.causeId ?? null });
    const closed = await closeTasks(tx, tasksWithoutWork(tasks, new Set(replaced.keys())), reason, by);
    const planned = planWork(
      taken.map(holdingOf),
      begun.map((grant) => ({ ...grant, grantId: grant.id })),
      withRolesOf(places, taken),
    );
    const causeOf = new Map(begun.map((grant) => [grant.id, grant.causeId ?? null]));
    const startOf = new Map(begun.map((grant) => [grant.id, grant.startsAt]));
    const given = dueOf(input, grantDue(now));
    const withCause = planned.map((task) => ({
      ...task,
      ...dueFromStart(
        task.grants.map((grant) => startOf.get(grant.grantId) ?? now),
        given[task.risk],
        now,
      ),
      causeId: task.grants.map((grant) => causeOf.get(grant.grantId)).find((cause) => cause) ?? null,
    }));
    const { made, audit } = await insertTasks(tx, withCause, {
      ...by,
      cause: input.cause,
      causeId: input.causeId ?? null,
      due: given,
    });
    // Who keeps administering the account with the new role is no loss to it.
    const stays = new Set(
      begun
        .filter((grant) => isAdministrator(places.roles.get(grant.roleId)?.capabilities ?? []))
        .map((grant) => `${holderIdOf(grant)} ${grant.assetId}`),
    );
    const successors = await planSuccessors(
      tx,
      taken.filter((grant) => !stays.has(`${holderIdOf(grant)} ${grant.assetId}`)),
      { ...by, cause: input.cause, causeId: input.causeId ?? null, due: dueOf(input, grantDue(now)) },
    );
    const extend = sorted.flatMap(({ asked, extend: later }) =>
      later.map((grant) => ({ grant, endsAt: asked.endsAt })),
    );
    const extended = [
      ...(await moveEnds(tx, extend, by)),
      ...(await askForNewEnds(
        tx,
        extend.map(({ grant }) => grant.id),
        by,
      )),
    ];

    return {
      result: {
        begun: begun.map((g) => ({
          grantId: g.id,
          holderId: holderIdOf(g),
          assetId: g.assetId,
          roleId: g.roleId,
        })),
        held: sorted.flatMap((each) =>
          each.held.map((grant) => ({ grantId: grant.id, extended: each.extend.includes(grant) })),
        ),
        tasks: made,
      },
      audit: [
        ...begun.map((grant) => grantEntry(named(grant, places), { after: wanted(grant, input.cause) })),
        ...neverBegun.map((g) =>
          grantEntry(g, { before: { state: g.state }, after: { state: "not_granted" }, reason }),
        ),
        ...extended,
        ...closed,
        ...audit,
        ...successors,
      ],
    };
  },
});

const latest = (at: Date, other: Date | null): Date => (other && other > at ? other : at);

/** What begins on a later day is due a day after it begins, and not before. */
function dueFromStart(starts: readonly Date[], due: Date, now: Date): { dueAt?: Date } {
  const start = starts.reduce(latest, now);
  const later = new Date(start.getTime() + 86_400_000);
  return start > now && later > due ? { dueAt: later } : {};
}

function withRolesOf(places: Places, grants: readonly LockedGrant[]): Places["catalogue"] {
  const old = grants.map((g) => [g.roleId, { name: g.roleName, capabilities: g.capabilities }] as const);
  return { ...places.catalogue, roles: new Map([...old, ...places.catalogue.roles]) };
}

function named(grant: NewGrant, places: Places) {
  const asset = places.assets.get(grant.assetId);
  return {
    id: grant.id,
    holderName: places.holders.get(holderIdOf(grant))?.name ?? "",
    roleName: places.roles.get(grant.roleId)?.name ?? "",
    assetName: asset?.name ?? "",
    clientId: asset?.clientId ?? null,
  };
}

const wanted = (grant: NewGrant, cause: string) => ({
  state: grant.state,
  purpose: grant.purpose,
  startsAt: grant.startsAt.toISOString(),
  endsAt: grant.endsAt?.toISOString() ?? null,
  ...(grant.lastsMinutes ? { lastsMinutes: grant.lastsMinutes } : {}),
  cause,
});
