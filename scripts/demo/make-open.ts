import type { WorkKey } from "@/lib/platforms/work";
import { revokeDue } from "@/lib/register/rules/due";
import { giveAccess, personOn, step } from "./access";
import { daysBefore, endOfDay, hoursBefore } from "./moments";
import { takeBack } from "./removals";
import { approve, ask, deciderOf } from "./requests";
import { chooseRoles } from "./role-choice";
import { type AssetRow, type Draft, named } from "./rows";
import { attest, doerOf, progress, type Work } from "./work";

/** Adds what is under way: access to grant, an invitation that waits, a finding, and what has expired. */
export function makeOpen(draft: Draft): void {
  const { now } = draft;
  approved(draft, "Camille Lefèvre", "Northwind shop", ["edit-content"], hoursBefore(now, 20));
  approved(draft, "Linnéa Åkesson", "Fjord Klaviyo", ["publish-campaigns"], hoursBefore(now, 5));
  approved(draft, "Andrei Popescu", "cobalt-software.example", ["edit-tags"], daysBefore(now, 3.5));
  invited(draft);
  givenDifferently(draft);
  expired(draft);
}

/** A request that was approved, with its task still open; null when the person has it already. */
function approved(draft: Draft, name: string, assetName: string, work: readonly WorkKey[], at: Date): Work[] {
  const asset = named(draft.rows.assets, assetName);
  const person = named(draft.rows.people, name);
  const smallest = chooseRoles(asset.platformId, asset.type, work);
  if (!smallest || !asset.clientId || holdsAnything(draft, person.id, asset)) return [];
  const requesterId = named(draft.rows.people, "Hannah Stone").id;
  const until = daysBefore(draft.now, -90);
  const purpose = "Takes over from a colleague";
  const { items } = ask(draft, {
    requesterId,
    clientId: asset.clientId,
    work,
    reason: purpose,
    until,
    at: hoursBefore(at, 6),
    items: [{ personId: person.id, asset, smallest }],
  });
  const byId = deciderOf(draft, requesterId, person.id);
  return items.flatMap((item) => approve(draft, item, { at, byId, choice: smallest, until, purpose }));
}

/** Microsoft keeps an invitation open for thirty days; nobody has accepted it yet. */
function invited(draft: Draft): void {
  const { now } = draft;
  const asset = named(draft.rows.assets, "Aster – Bing");
  const person = ["Søren Kjær", "Ben Nowak", "Omar Rahman"].find(
    (name) => !holdsAnything(draft, named(draft.rows.people, name).id, asset),
  );
  if (!person) throw new Error("Everybody holds the account that somebody should be invited to.");
  for (const { task, grants } of approved(
    draft,
    person,
    asset.name,
    ["publish-campaigns"],
    daysBefore(now, 7),
  )) {
    const at = daysBefore(now, 6);
    const byId = doerOf(draft, task);
    const note = "Invitation sent from Microsoft Advertising; it lapses after 30 days.";
    progress(draft, task, { at, byId, note, state: "invited", waitsUntil: daysBefore(at, -30) });
    for (const grant of grants) step(draft, grant, { to: "invited", at, byId, taskId: task.id });
  }
}

/** Approved was to look at reports; the platform's access page shows more. */
function givenDifferently(draft: Draft): void {
  const { now, random, rows } = draft;
  const asset = named(rows.assets, "Ember – TikTok");
  const name = ["Freya Lindgren", "Ngozi Eze", "Mei Tanaka"].find(
    (each) => !holdsAnything(draft, named(rows.people, each).id, asset),
  );
  if (!name) throw new Error("Everybody holds the account of the finding.");
  const more = chooseRoles(asset.platformId, asset.type, ["publish-campaigns", "change-budgets"]);
  for (const { task, grants } of approved(draft, name, asset.name, ["look-at-reports"], daysBefore(now, 5))) {
    const at = daysBefore(now, 4);
    const byId = doerOf(draft, task);
    const note = "The client’s administrator gave Operator at once, to save a second round.";
    attest(draft, task, { at, byId, note, outcome: "done_differently" });
    for (const grant of grants) step(draft, grant, { to: "not_granted", at, byId, taskId: task.id });
    const given = giveAccess(draft, {
      holder: personOn(draft, task.personId ?? "", asset.platformId),
      asset,
      roles: more?.roles ?? [],
      startsAt: at,
      endsAt: daysBefore(now, -90),
      cause: "correction",
      causeId: task.id,
      purpose: grants[0]?.purpose ?? "",
      byId,
    });
    for (const grant of given) {
      step(draft, grant, {
        to: "active",
        at,
        byId,
        taskId: task.id,
        proof: { kind: "attested", how: "a note" },
      });
      rows.taskGrants.push({ taskId: task.id, grantId: grant.id, effect: "add" });
    }
    const names = (roleIds: readonly string[]) =>
      roleIds
        .map((id) => draft.roleOf(id).name)
        .sort()
        .join(" + ");
    rows.findings.push({
      id: random.id(at),
      kind: "granted_differently",
      grantId: given[0]?.id ?? null,
      taskId: task.id,
      detail: `${name} on ${asset.name}: approved was ${names(grants.map((g) => g.roleId))}, given was ${names(given.map((g) => g.roleId))}.`,
      openedAt: at,
      openedById: byId,
      resolvedAt: null,
      resolvedById: null,
      resolution: null,
      goneAt: null,
      personId: null,
      conflictId: null,
    });
  }
}

/** Access whose end has passed: some is being taken back too slowly, some nobody has begun to take back. */
function expired(draft: Draft): void {
  const { now, random, rows } = draft;
  const leaving = new Set(rows.departures.map((row) => row.personId));
  const old = rows.grants.filter(
    (grant) =>
      grant.state === "active" &&
      grant.personId !== null &&
      !leaving.has(grant.personId) &&
      grant.startsAt < daysBefore(now, 60) &&
      (grant.provedAt === null || new Date(grant.provedAt) < daysBefore(now, 8)),
  );
  for (const [index, grant] of random.mix(old).slice(0, 8).entries()) {
    grant.endsAt = endOfDay(daysBefore(now, 2 + index));
    if (index >= 4) continue;
    const at = new Date(grant.endsAt.getTime() + 1_000);
    takeBack(draft, [grant], {
      at,
      byId: null,
      reason: "Its end has passed.",
      cause: "expiry",
      causeId: null,
      due: revokeDue(at),
    });
  }
}

/** Whether somebody has, or will have, anything on an account. */
export const holdsAnything = ({ rows }: Draft, personId: string, asset: AssetRow): boolean =>
  rows.grants.some((row) => row.personId === personId && row.assetId === asset.id && row.closedAt === null);
